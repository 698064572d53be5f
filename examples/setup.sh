# What both commands share: the packages a machine needs, and builds that are quiet when all is well.
# Sourced by examples/run.sh and tests/run.sh, which set `root` to the top of the source tree.

# The one list of Debian packages. ARCHITECTURE.md says what each library is here for.
quoth_packages=(
  g++ cmake ninja-build ccache
  libxapian-dev libicu-dev libboost-iostreams-dev libstemmer-dev libroaring-dev libxxhash-dev
  libsimdjson-dev nlohmann-json3-dev libzstd-dev
  libcli11-dev                        # the command line
  libgumbo-dev libpugixml-dev         # and what it reads: pages, feeds
  doctest-dev libbenchmark-dev        # tests and benchmarks
  xapian-tools                        # tests: Debian's own tools read our segments
  pkg-config                          # tests: an outside program built with what is installed
  python3 python3-dev pybind11-dev    # tests, and the Python module
  python3-venv                        # tests: the module as pip installs it
)
quoth_deep_packages=(  # for tests/run.sh --deep
  clang-14 libclang-rt-14-dev         # fuzzing
  clang-tidy-14
  dpkg-dev file                       # Debian packages
  fish zsh                            # completions
  python3-pandas python3-matplotlib python3-altair  # tables and pictures in Python
  jupyter-nbconvert python3-ipykernel # the notebook
  python3-hypothesis python3-tqdm mypy  # the Python package
)

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Runs "$@" as root, or fails without asking where nobody can answer.
as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"
  elif ! command -v sudo >/dev/null; then return 1
  elif [[ -t 0 && -z ${CI:-} ]]; then sudo "$@"
  else sudo -n "$@"
  fi
}

# install_missing PACKAGE...: installs those that dpkg does not know as installed; most often none.
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    say "No dpkg here: assuming that the libraries named in CMakeLists.txt are installed."
    return
  fi
  local missing=() package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends
                 -o DPkg::Lock::Timeout=300 "${missing[@]}")
  local log what="installing ${#missing[@]} Debian package(s)"
  log=$(mktemp)
  say "Missing on this machine: ${missing[*]}"
  # The lists may be missing (a bare machine) or stale; only then is fetching them worth the time.
  if run_step "$what" "$log" as_root "${install[@]}" ||
     { run_step "fetching the package lists" "$log" as_root apt-get update -q &&
       run_step "$what" "$log" as_root "${install[@]}"; }; then
    rm -f "$log"
    return
  fi
  say "These Debian packages are missing and could not be installed from here. As root:" "" \
      "    apt-get update && apt-get install ${missing[*]}" "" "The log is $log"
  exit 1
}

# run_step WHAT LOG COMMAND...: runs the command with its output in LOG. Nothing is shown if it is
# done within three seconds; then one line, kept up to date on a terminal and repeated every half
# minute elsewhere, with the last "[n/m]" of the log as its progress. Gives the command's exit code.
run_step() {
  local what=$1 log=$2
  shift 2
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 </dev/null &
  local pid=$! begin=$SECONDS next=3 shown='' progress status=0 seconds
  trap 'kill "$pid" 2>/dev/null; trap - INT TERM; kill -INT $$' INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    seconds=$((SECONDS - begin))
    ((seconds >= next)) || continue
    # Ninja's [3/40], or ctest's " 3/40 Test"; read from the end, so a long log costs nothing.
    progress=$(tail -c 2000 "$log" | tr '\r' '\n' |
               sed -nE 's/^\[([0-9]+\/[0-9]+)\].*/\1/p; s/^ *([0-9]+\/[0-9]+) Test .*/\1/p' |
               tail -n 1)
    if [[ -t 2 ]]; then
      printf '\r\033[K%s %ss %s' "$what" "$seconds" "$progress" >&2
      next=$((seconds + 1))
    else
      printf '%s: %ss %s\n' "$what" "$seconds" "$progress" >&2
      next=$((seconds + 30))
    fi
    shown=yes
  done
  wait "$pid" || status=$?
  trap - INT TERM
  [[ -z $shown || ! -t 2 ]] || printf '\r\033[K' >&2
  [[ -z $shown || $status != 0 ]] || say "$what: done in $((SECONDS - begin))s"
  return "$status"
}

# build PRESET [TARGET...]: configures build/PRESET if need be and builds; shows the log's end if it
# fails.
build() {
  local preset=$1 log=$root/build/$1.log targets=() settings=()
  shift
  (($# == 0)) || targets=(--target "$@")
  # Where nothing is kept from run to run, a compiler cache only costs; headers read once do not.
  [[ -z ${CI:-} ]] || settings=(-DQUOTH_PRECOMPILE=ON)
  local jobs=${QUOTH_JOBS:-$(nproc)}
  if ! run_step "configuring $preset" "$log" cmake --preset "$preset" -S "$root" "${settings[@]}" ||
     ! run_step "building $preset" "$log" cmake --build "$root/build/$preset" -j "$jobs" "${targets[@]}"
  then
    tail -n 40 "$log" >&2
    die "" "The $preset build failed; all of its log is $log"
  fi
}

# The preset's binary directory is under the source tree, so that must be writable.
[[ -w $root ]] || die "$root is read-only: copy it to a place that can be written, and run it there."
