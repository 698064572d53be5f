#!/usr/bin/env bash
# Installs BUILD into an empty prefix, builds the outside project of this folder against it and runs it:
#   install_and_use.sh BUILD COMPILER
# The install is moved before it is used, so a path of the build tree left in it shows.
set -euo pipefail
build=$1 compiler=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/prefix"
cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/configure.log" ||
  { cat "$work/configure.log"; exit 1; }
cmake --build "$work/build"
cd "$work"
"$work/build/reads_text"
"$work/build/searches"
if readelf -d "$work/build/reads_text" | grep -i xapian; then
  echo "Quoth::analyze must not need Xapian"
  exit 1
fi
