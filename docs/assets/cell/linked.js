// @ts-check
/** What Python is told of its surroundings. Part of the layout: it lies in memory. */
export const env = {
  ...{ LANG: "C.UTF-8", _: "python", HOME: "/home/pyodide" },
  ...{ PYTHONHASHSEED: "0", MPLBACKEND: "svg" },
};

export const executable = "/python";

/**
 * Gives an interpreter its extension modules before Python begins: in the build and in the
 * browser the same ones, in the same order. Then memory and functions lie alike in both,
 * and what the one's memory became fits the other.
 *
 * Pyodide has no option for it. The names used here are its own and those of this version;
 * a browser in which one of them does other things fails `layout`'s comparison.
 *
 * @typedef {[string, WebAssembly.Module][]} Libraries paths of the modules, compiled
 *
 * @param {(settings: any) => Promise<any>} create Pyodide's own maker of an interpreter
 * @param {Promise<Libraries>} arriving
 * @param {(python: any, starters: (() => void)[]) => void} then told of the interpreter
 *   with its modules, and of what would start them: their C++ objects belong to the memory
 * @param {(error: unknown) => void} fail Emscripten forgets what is thrown, and waits
 */
export function linked(create, arriving, then, fail) {
  return (/** @type {any} */ settings) => {
    /** @type {Libraries} */
    let libraries;
    settings.preRun.push((/** @type {any} */ python) => {
      python.addRunDependency("libraries");
      const go = () => python.removeRunDependency("libraries");
      arriving.then((found) => ((libraries = found), go())).catch(fail);
    });
    const { onRuntimeInitialized: begin } = settings;
    // None left: memory is made next, in the same turn.
    settings.monitorRunDependencies = (/** @type {number} */ left) => {
      if (!left) queueMicrotask(still());
    };
    settings.onRuntimeInitialized = function () {
      try {
        then(this, link(this, libraries));
      } catch (error) {
        this.noInitialRun = true; // Python need not begin
        return fail(error);
      }
      begin?.call(this);
    };
    return create(settings);
  };
}

/**
 * @param {any} python Emscripten's module
 * @param {Libraries} libraries
 */
function link(python, libraries) {
  const { FS, GOT } = python;
  const { readFile } = FS;
  const { Instance } = WebAssembly;
  const { entries } = Object;
  const modules = new Map(libraries);
  /** @type {(() => void)[]} */
  const starters = [];
  FS.readFile = (/** @type {string} */ path, /** @type {object} */ options) =>
    modules.get(path) ?? readFile.call(FS, path, options);
  // @ts-expect-error it need not be a class
  WebAssembly.Instance = function (module, imports) {
    const { __wasm_call_ctors: starter, ...exports } = new Instance(module, imports).exports;
    if (starter) starters.push(/** @type {() => void} */ (starter));
    return { exports };
  };
  // Emscripten looks through all its names after each module; only the module's own can
  // be new.
  /** @type {string[]} */
  let names = [];
  Object.entries = (/** @type {object} */ thing) =>
    thing === GOT ? names.map((name) => [name, GOT[name]]) : entries(thing);
  // It tries thousands of things that fail; that takes half as long if nobody notes where.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    for (const [path, module] of libraries) {
      names = WebAssembly.Module.imports(module).flatMap(({ module, name }) => (/^GOT/.test(module) ? [name] : []));
      open(python, path);
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Object.entries = entries;
    FS.readFile = readFile;
    WebAssembly.Instance = Instance;
  }
  return starters;
}

/**
 * @param {any} python
 * @param {string} path
 */
function open(python, path) {
  const { FS, stackSave, stackRestore, stringToUTF8OnStack } = python;
  // It has to be there to be found; its content comes from elsewhere.
  FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  FS.writeFile(path, new Uint8Array());
  const stack = stackSave();
  const handle = python._dlopen(stringToUTF8OnStack(path), 2);
  stackRestore(stack);
  FS.unlink(path);
  if (!handle) throw new Error(python.UTF8ToString(python._dlerror()));
}

/**
 * Where everything lies and what memory holds before Python begins, as one text to compare.
 * @param {any} python
 */
export function layout({ HEAP32, GOT, wasmTable, _sbrk }) {
  let [names, count] = [0, 0];
  for (const [name, { value }] of Object.entries(GOT)) {
    for (let i = 0; i < name.length; i++) names = (Math.imul(names, 31) + name.charCodeAt(i)) | 0;
    names = (Math.imul(names, 31) + value) | 0;
    count++;
  }
  // Nobody has had the memory behind: it is zero.
  const used = HEAP32.subarray(0, _sbrk(0) >> 2);
  return [HEAP32.length, used.length, hash(used), wasmTable.length, count, names].join(" ");
}

/** @param {Int32Array} words */
function hash(words) {
  let all = 0;
  for (let i = 0; i < words.length; i++) all = (Math.imul(all, 31) + words[i]) | 0;
  return all;
}

/** Time and chance stand still, until the function is called that this returns. */
function still() {
  const { getRandomValues } = crypto;
  const { now } = performance;
  const { now: today } = Date;
  crypto.getRandomValues = (view) => view;
  performance.now = Date.now = () => 1000;
  return () => {
    Object.assign(crypto, { getRandomValues });
    Object.assign(performance, { now });
    Object.assign(Date, { now: today });
  };
}
