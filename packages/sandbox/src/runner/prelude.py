# Python's side of the runner. It runs once, after knowledge.py, while the snapshot is made: nothing here may hold a JavaScript object.
import ast, asyncio, builtins, collections, dataclasses, functools, inspect, io, itertools, json, linecache, math, os, random, re, statistics, sys, time, traceback, types
from pyodide.code import CodeRunner

_REPR_CHARS = 16_384
_JSON_CHARS = 65_536
_ITEM_CHARS = 262_144
_CHECKPOINT_CHARS = 1_048_576


class OutlastError(RuntimeError):
    """Why the host could not do what was asked."""

    __module__ = "outlast"


def _build(build_knowledge):
    host = None

    def connect(given):
        """Called in every process: gets the host, and undoes what a snapshot freezes."""
        nonlocal host
        host = given
        random.seed()
        # Unbuffered, as with `python -u`: a partial line is seen at once.
        sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(fd, "w", closefd=False), encoding="utf-8", errors="surrogatepass", write_through=True)
            for fd in (1, 2)
        )

    def progress(fraction, label=None):
        """Reports progress from 0 to 1, with an optional line of text."""
        host.progress(float(fraction), None if label is None else str(label))

    def call(name, args):
        reply = json.loads(host.call(name, args).to_bytes())["reply"]
        if not reply["ok"]:
            raise OutlastError(reply["message"])
        return reply["value"]

    class Checkpoint:
        """Values that survive a restart of the run: what was saved last comes back in the next attempt."""

        def save(self, value):
            text = json.dumps(value, allow_nan=False, default=fields)
            if len(text) > _CHECKPOINT_CHARS:
                raise ValueError("checkpoint.save(value) takes at most 1 MiB of JSON")
            call("checkpoint.save", text)

        def load(self):
            return call("checkpoint.load", "null")

    def display(value):
        """Shows a value: text, SVG, a table for a list of dicts, JSON for what is JSON, otherwise its repr."""
        text = json.dumps(classify(value))
        if len(text) > _ITEM_CHARS:
            note = f"{text[:1_000]}… (display() takes at most 256 KiB; this was {len(text)} characters)"
            text = json.dumps({"kind": "text", "data": note})
        host.display(text)

    def classify(value):
        if hasattr(value, "_repr_svg_"):
            return {"kind": "svg", "data": value._repr_svg_()}
        if isinstance(value, str):
            return {"kind": "svg" if re.match(r"\s*<svg[\s>]", value) else "text", "data": value}
        if isinstance(value, list) and all(hasattr(row, "_asdict") for row in value):
            value = [row._asdict() for row in value]
        text = to_json(value)
        if text is None:
            return {"kind": "text", "data": repr(value)}
        shown = json.loads(text)
        table = isinstance(shown, list) and shown and all(isinstance(row, dict) for row in shown)
        return {"kind": "table" if table else "json", "data": shown}

    def fields(value):
        """What hits, files and the like are in JSON."""
        if isinstance(value, types.SimpleNamespace):
            return vars(value)
        raise TypeError(f"{type(value).__name__} is not JSON")

    def to_json(value):
        try:
            return json.dumps(value, allow_nan=False, default=fields)
        except (TypeError, ValueError, RecursionError):
            return None  # not JSON: the caller shows the repr

    def sleep(seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        host.sleep(float(seconds))

    def result_of(value):
        if value is None:
            return "null"
        result = {"repr": repr(value)[:_REPR_CHARS]}
        text = to_json(value)
        if text is not None and len(text) <= _JSON_CHARS:
            result["json"] = json.loads(text)
        return json.dumps(result)

    def keep_own_frames(shown):
        """Takes the runner's frames off a traceback: what counts begins at main.py."""
        frames = [frame for frame in shown.stack if frame.filename != "<outlast>" and "/_pyodide/" not in frame.filename]
        first = next((at for at, frame in enumerate(frames) if frame.filename == "main.py"), 0)
        shown.stack[:] = frames[first:]
        for other in (shown.__cause__, shown.__context__, *(shown.exceptions or ())):
            if other is not None:
                keep_own_frames(other)

    def fail(error):
        shown = traceback.TracebackException.from_exception(error)
        keep_own_frames(shown)
        sys.stderr.write("".join(shown.format()))
        return ["failed", list(shown.format_exception_only())[-1].split("\n")[0][:1_000]]

    def leave(code):
        """sys.exit(): None and 0 are an end like any other; a text goes to stderr and means 1."""
        if code is None or code == 0:
            return ["done", "null"]
        if not isinstance(code, int):
            sys.stderr.write(f"{code}\n")
        return ["failed", f"SystemExit: {code}"[:1_000]]

    def end(error):
        """How a run ended that raised something."""
        if isinstance(error, SystemExit):
            return leave(error.code)
        if isinstance(error, MemoryError):
            return ["memory", "MemoryError"]
        return fail(error)

    async def run_awaiting(runner, scope):
        try:
            return ["done", result_of(await runner.run_async(scope))]
        except BaseException as error:
            return end(error)

    def run(code, stdin):
        """Runs code as __main__. Only code with a top-level await goes through the event loop, which costs 10 ms."""
        main = types.ModuleType("__main__")
        sys.modules["__main__"] = main
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8", "replace")), encoding="utf-8")
        linecache.cache["main.py"] = (len(code), None, code.splitlines(True), "main.py")
        try:
            runner = CodeRunner(code, filename="main.py", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dedent=False).compile()
            if runner.code is not None and runner.code.co_flags & inspect.CO_COROUTINE:
                return run_awaiting(runner, main.__dict__)
            return ["done", result_of(runner.run(main.__dict__))]
        except BaseException as error:
            return end(error)

    outlast = types.ModuleType("outlast", "What a run can ask of its host.")
    knowledge, kinds = build_knowledge(call)
    for name, thing in {"progress": progress, "checkpoint": Checkpoint(), "display": display, **knowledge}.items():
        setattr(outlast, name, thing)
        setattr(builtins, name, thing)
    for kind in (OutlastError, *kinds):
        setattr(outlast, kind.__name__, kind)
    sys.modules["outlast"] = outlast
    time.sleep = sleep
    for name in ("getuid", "geteuid", "getgid", "getegid"):
        setattr(os, name, lambda: 1000)  # Emscripten's end the interpreter here
    # The modules that tracebacks and asyncio import late belong into the snapshot: a first SyntaxError took 150 ms without.
    for broken in ("x = = 1", "1 / 0", "len.nothing"):
        try:
            exec(broken, {})
        except Exception as error:
            "".join(traceback.TracebackException.from_exception(error).format())
    return connect, run


_outlast_connect, _outlast_run = _build(_outlast_knowledge)
