#!/usr/bin/env bash
# Sets up a fresh Debian machine, builds Quoth, indexes the example articles and asks about them.
# Every command is printed before its answer, so that it can be repeated and changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
source "$root/examples/setup.sh"
cd "$root"

install_missing "${quoth_packages[@]}"
build release quoth_cli

index=build/archive.quoth
quoth=build/release/examples/quoth

# ask WHY COMMAND...: prints the question, the command as it would be typed, and its answer.
ask() {
  local why=$1
  shift
  printf '\n# %s\n$' "$why"
  local word
  for word; do
    if [[ $word =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]]; then printf ' %s' "$word"
    else printf " '%s'" "$word"
    fi
  done
  printf '\n'
  "$@"
}

rm -rf "$index"
ask "The example archive: short articles about the politics of a country that does not exist." \
  "$quoth" index --index "$index" examples/archive \
  --metadata examples/archive/metadata.csv
export QUOTH_INDEX=$index
ask "Everything about the president, in whichever of four spellings." \
  "$quoth" search name:Zolvenskyy
ask "Whom does the archive name, and in which spellings?" \
  "$quoth" names --type person -n 8
ask "What has Chancellor Velchek said about the sluices?" \
  "$quoth" quotes --by Velchek --about sluices
ask "What did the mayor of Verkhiv say in 2019, as far as anybody prints it today?" \
  "$quoth" quotes --by Dovhan --when 2019
ask "What does the leader of the opposition deny having said?" \
  "$quoth" quotes --by Rudenchuk --stance denied
ask "Who spoke of a \"terrible mistake\", and in which words did each outlet print it?" \
  "$quoth" quotes 'said:"terrible mistake"'
ask "Did the foreign minister say that the water is for sale?" \
  "$quoth" check --by Tarenko 'I say that the water is for sale'
ask "Where were these words first printed, and how did they change from outlet to outlet?" \
  "$quoth" trail 'I do not say that the water is for sale; I say that pipes cost money'
ask "What happened, or was due to happen, on the day the deadline ran out?" \
  "$quoth" search when:2024-03-22
ask "When did the chancellor do what, whenever it was printed?" \
  "$quoth" timeline name:Velchek --near
ask "Coverage of the drinking water of the capital, printed in March." \
  "$quoth" search 'drinking water name:Verkhiv published:2024-03'
ask "What does Quoth read in one article?" \
  "$quoth" annotate --published 2024-03-20 examples/archive/03-envoy-and-deadline.txt
ask "How are the dates of an article read, and what decides them?" \
  "$quoth" dates --published 2021-01-06 examples/archive/19-late-ice.txt
