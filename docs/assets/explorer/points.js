// @ts-check
import { plane } from "./draw.js";

/**
 * A click on the first panel adds a point to the text of points, as if it were typed.
 *
 * @param {import("./nn-explorer.js").NnExplorer} explorer
 * @param {AbortSignal} signal
 */
export function points(explorer, signal) {
  const { points: name } = explorer.part(".nn-points").dataset;
  const field = explorer.part(`input[name="${name}"]`);
  const picture = explorer.part(".nn-panel");
  picture.classList.add("nn-adds");
  picture.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const drawing = picture.querySelector("svg");
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const { room, x, y } = plane(explorer.grid?.panels[0], explorer.shown ?? {});
    if (at.x < room.left || at.x > room.right || at.y < room.top || at.y > room.bottom) return;
    const label = explorer.part(`input[name="${name}-class"]:checked`).value;
    const point = [x.invert(at.x).toFixed(2), y.invert(at.y).toFixed(2), label].join(",");
    const like = drawing.querySelector(`.nn-dot.nn-${label === "1" ? "forward" : "gradient"}`);
    if (like) {
      const dot = drawing.appendChild(like.cloneNode()); // until Python has trained with it
      dot.setAttribute("transform", `translate(${at.x} ${at.y})`);
    }
    field.value = `${field.value} ${point}`.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, { signal });
}
