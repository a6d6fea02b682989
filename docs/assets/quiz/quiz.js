// @ts-check
/** What a page loads: the elements of questions, of progress and of the concept map. */
import "./nn-concepts.js";
import "./nn-kept.js";
import "./nn-open.js";
import "./nn-progress.js";
import "./nn-quiz.js";
