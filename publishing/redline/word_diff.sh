# Git runs this for `git diff` on a policy file: path old-file old-hex old-mode new-file new-hex new-mode …
# It shows words instead of lines. `python -m publishing git-setup` puts it into Git's own folder.
[ "$#" -ge 7 ] || { printf 'unmerged: %s\n' "$1"; exit 0; }
path=$1 old=$2 new=$5 here=$(dirname "$0")
terminal=false
if [ -t 1 ] || [ "${GIT_PAGER_IN_USE:-}" = true ] || [ "${GIT_PAGER_IN_USE:-}" = 1 ]; then terminal=true; fi
marks=plain colour=never
if [ "$(git config --get-colorbool color.diff "$terminal")" = true ]; then marks=color colour=always; fi
printf 'diff --git a/%s b/%s\n' "$path" "${8:-$path}"
# The files have passing names, so the attribute comes from a file of its own; their headers are left out. No lines around
# a change: Git names the clause that stands before the hunk's first line, which would be the one before.
git -c core.attributesFile="$here/attributes" diff --no-index --no-ext-diff --unified=0 --word-diff=$marks --color=$colour -- "$old" "$new" |
  awk '/@@/ { hunks = 1 } hunks'
exit 0
