"""Passing a gradient on before all of it has arrived loses the late part."""

from nnnotes.autodiff import Value


def visit_once(node, arriving, seen):
    """Hand the gradient on at first sight of a node, and never again."""
    node.grad += arriving
    if node not in seen:
        seen.add(node)
        for parent, local in node.parents:
            visit_once(parent, arriving * local, seen)


x = Value(2.0)
u = 3 * x
w = u + u * u
visit_once(w, 1.0, set())
early_u, early_x = u.grad, x.grad

w.backward()
print("             dw/du   dw/dx")
print(f"visit once   {early_u:5.0f}   {early_x:5.0f}")
print(f"last first   {u.grad:5.0f}   {x.grad:5.0f}")
assert (u.grad, x.grad) == (13, 39)
assert (early_u, early_x) == (13, 3)  # u hears everything, x only the first message
