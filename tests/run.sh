#!/usr/bin/env bash
# Sets up a fresh Debian machine and runs every test: once with AddressSanitizer and
# UndefinedBehaviorSanitizer, once optimised. --deep adds ThreadSanitizer, fuzzing, clang-tidy and the
# Debian packages.
# The last line is "N passed, N failed[, N skipped]"; the exit code is 0 only when none failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
source "$root/examples/setup.sh"

usage="usage: tests/run.sh [--deep] [--fuzz-seconds N]
  --deep            also run under ThreadSanitizer, fuzz, run clang-tidy, make Debian packages, and ask fish and zsh
  --fuzz-seconds N  how long each fuzz target runs with --deep (default 60)"
deep='' fuzz_seconds=60
while (($#)); do
  case $1 in
    --deep) deep=yes ;;
    --fuzz-seconds) fuzz_seconds=${2:?$usage}; shift ;;
    -h | --help) printf '%s\n' "$usage"; exit 0 ;;
    *) say "$usage"; exit 2 ;;
  esac
  shift
done

install_missing "${quoth_packages[@]}"
[[ -z $deep ]] || install_missing "${quoth_deep_packages[@]}"

python=/usr/bin/python3
[[ -x $python ]] || python=python3
reports=()
# check PRESET: builds all of it and runs its tests, going on after failures so that all are listed. Those labelled
# deep ask for packages that only --deep installs.
check() {
  local preset=$1 report=$root/build/$1-tests.xml leave_out=(-LE '^deep$')
  [[ -z $deep ]] || leave_out=()
  build "$preset"
  rm -f "$report"
  run_step "testing $preset" "$root/build/$preset-tests.log" \
    ctest --test-dir "$root/build/$preset" -j "$(nproc)" "${leave_out[@]}" --output-on-failure --no-tests=error \
    --timeout 900 --test-output-size-passed 1000000 --test-output-size-failed 1000000 \
    --output-junit "$report" || true
  reports+=("$preset=$report")
}

check asan
check release
if [[ -n $deep ]]; then
  log=$root/build/tidy.log
  if run_step "configuring tidy" "$log" cmake --preset tidy -S "$root" -DQUOTH_PRECOMPILE=OFF &&
     run_step "clang-tidy" "$log" "$python" "$root/tests/house/tidy.py" "$root/build/tidy"
  then
    reports+=("clang-tidy=passed")
  else
    { grep -v '^\[' "$log" || true; } | tail -n 60 >&2
    reports+=("clang-tidy=failed")
  fi
  check tsan
  build fuzz fuzzers
  for target in "$root"/build/fuzz/tests/fuzz/fuzz_*; do
    name=${target##*/fuzz_}
    new=$root/build/fuzz/corpus/$name
    mkdir -p "$new"
    log=$root/build/fuzz-$name.log
    if run_step "fuzzing $name for ${fuzz_seconds}s" "$log" "$target" -max_total_time="$fuzz_seconds" \
         -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 -artifact_prefix="$root/build/fuzz/$name-" \
         "$new" "$root/tests/fuzz/corpus/$name"; then
      reports+=("fuzz/$name=passed")
    else
      tail -n 30 "$log" >&2
      reports+=("fuzz/$name=failed")
    fi
  done
fi

exec "$python" "$root/tests/summary.py" "${reports[@]}"
