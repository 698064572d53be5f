#!/usr/bin/env bash
# Installs BUILD into an empty prefix and builds the outside programs of this folder against it, once with CMake and
# once with pkg-config, and runs them:
#   install_and_use.sh BUILD COMPILER
# The install is moved before it is used, so a path of the build tree left in it shows.
set -euo pipefail
build=$1 compiler=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf '%s\n' "$*"; exit 1; }

cmake --install "$build" --component library --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/prefix"
! grep -rIl -e "$build" -e "$work/first" "$work/prefix" || fail "These files name the tree they were built in"

cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/configure.log" ||
  { cat "$work/configure.log"; exit 1; }
cmake --build "$work/build"
cd "$work"
"$work/build/reads_text"
"$work/build/searches"

# needs PROGRAM LIBRARY: whether the loader looks for it
needs() { readelf -d "$1" | grep NEEDED | grep -qi "$2"; }
! needs "$work/build/reads_text" xapian || fail "Quoth::analyze must not need Xapian"

# The files of pkg-config are for the same two programs.
PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name quoth.pc)")
export PKG_CONFIG_PATH
for package in quoth quoth-analyze; do
  # What it says of others, such as those of ICU, is theirs.
  ! pkg-config --validate "$package" 2>&1 | grep quoth || fail "$package.pc is not valid"
  [[ $(pkg-config --modversion "$package") == $(sed -n 's/^set(PACKAGE_VERSION "\(.*\)")$/\1/p' \
    "$PKG_CONFIG_PATH/../cmake/Quoth/QuothConfigVersion.cmake") ]] || fail "$package.pc and CMake tell other versions"
done
flags() { pkg-config "$@" | tr ' ' '\n'; }
mkdir "$work/linked"
# Both ways of asking are enough to link: an archive brings nothing along.
for way in --libs "--static --libs"; do
  # Left unquoted: words of a command line.
  # shellcheck disable=SC2046,SC2086
  {
    "$compiler" -std=c++20 $(flags --cflags quoth-analyze) "$here/reads_text.cpp" -o "$work/linked/reads_text" \
      $(flags $way quoth-analyze)
    "$compiler" -std=c++20 $(flags --cflags quoth) "$here/searches.cpp" -o "$work/linked/searches" $(flags $way quoth)
  }
  "$work/linked/reads_text"
  "$work/linked/searches"
  ! needs "$work/linked/reads_text" xapian || fail "quoth-analyze.pc must not name Xapian"
done
