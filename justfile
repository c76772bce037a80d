# What a maintainer runs often; `just` alone lists it. Tools come from ./.venv (see ./setup test).
export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# list the recipes
default:
    @just --list

# run the tests
test *args:
    python -m pytest {{ args }}

# all checks but the tests
lint:
    ruff check .
    ruff format --check .
    mypy
    lint-imports
    detente codebook lint

# predictions for the development sets and each scorer's line; `just eval events` for one
eval *args:
    python -m evals.run {{ args }}

# speed and memory, then what bad input does
bench *args:
    python -m benchmarks.throughput {{ args }}
    python -m benchmarks.bad_input
    python -m benchmarks.threads
    python -m benchmarks.places

# the casebook: an invented year linked and scored, 100,000 events, 200 kills (an hour in all)
bench-casebook:
    python -m benchmarks.casebook
    python -m benchmarks.scale
    python -m benchmarks.kills

# a PostgreSQL server for the tests, in DIR: export the address that it prints as DETENTE_TEST_POSTGRES
postgres dir:
    .ci/postgres start {{ dir }}

# retrain the English pipeline from the corpora
train *args:
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python -m training.train {{ args }}

# write the parts of docs/ that come from the code
docs:
    python -m docs.generate

# resolve the dependencies anew (hashes, no index address in the files)
lock:
    uv pip compile pyproject.toml {{ lock_options }} -o requirements.lock
    uv pip compile pyproject.toml --group dev {{ lock_options }} -o requirements-dev.lock

lock_options := "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet"
