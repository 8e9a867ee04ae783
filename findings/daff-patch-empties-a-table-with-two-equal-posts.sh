#!/bin/sh
# daff compares two versions of a table where one of two equal lines has changed, and finds rightly what did. Given that
# difference to apply to the first version, it writes a table with the new line alone: every other line is NULL, the head
# with the years too. Where the equal lines are apart, the lines below are lost. There is no message, and the exit status
# is 0.
#
# Seen in: daff 1.4.2. Its README shows how to apply a difference and does not speak of equal lines; a change for them that
# its author proposed in 2017 is still open. Where the two lines differ by 1 kr., all is well.
# Matters here: two posts with the same text and amount are everyday in a budget (two schools, two campaigns), and a
# correction is sent around as what changed.
# Answered here by: the rule ens-poster remarks on two posts that can't be told apart, and `budgetnotat merge-driver` pairs
# such posts by their place and what else they say (docs/fletning.md): what one of two people did to one of them is kept.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
npm install --silent --no-audit --no-fund --prefix "$tmp" daff@1.4.2 >/dev/null
cd "$tmp"
daff=node_modules/.bin/daff
try() {
    "$daff" diff --output difference.csv before.csv after.csv
    "$daff" patch --output patched.csv before.csv difference.csv && status=0 || status=$?
    echo "seen: exit status $status"
    echo "seen, difference:"
    sed 's/^/    /' difference.csv
    echo "seen, patched:"
    sed 's/^/    /' patched.csv
}
table() {
    printf 'tekst,2027,2028\n'
    printf '%s\n' "$@"
}
{
    node -p '"daff " + require("daff/package.json").version'
    echo "done: change one of two equal posts from 300 to 310, take the difference, and apply it to what was before"
    table Løn,1200,1200 Annoncer,300,300 Annoncer,300,300 El,5,5 >before.csv
    table Løn,1200,1200 Annoncer,300,300 Annoncer,310,300 El,5,5 >after.csv
    try
    echo "done: the same with the two apart"
    table Annoncer,300,300 Løn,1200,1200 Annoncer,300,300 El,5,5 >before.csv
    table Annoncer,300,300 Løn,1200,1200 Annoncer,310,300 El,5,5 >after.csv
    try
    echo "done: the same where the second was 301 before"
    table Løn,1200,1200 Annoncer,300,300 Annoncer,301,300 El,5,5 >before.csv
    table Løn,1200,1200 Annoncer,300,300 Annoncer,310,300 El,5,5 >after.csv
    try
    echo "expected: each time the table as it was after"
} >seen
cat >known <<'END'
daff 1.4.2
done: change one of two equal posts from 300 to 310, take the difference, and apply it to what was before
seen: exit status 0
seen, difference:
    @@,tekst,2027,2028
    ...,...,...,...
    ,Annoncer,300,300
    +++,Annoncer,310,300
    ---,Annoncer,300,300
    ,El,5,5
seen, patched:
    Annoncer,310,300
    NULL,NULL,NULL
    NULL,NULL,NULL
    NULL,NULL,NULL
    NULL,NULL,NULL
done: the same with the two apart
seen: exit status 0
seen, difference:
    @@,tekst,2027,2028
    ...,...,...,...
    ,Løn,1200,1200
    +++,Annoncer,310,300
    ---,Annoncer,300,300
    ,El,5,5
seen, patched:
    tekst,2027,2028
    Annoncer,300,300
    Løn,1200,1200
    Annoncer,310,300
    NULL,NULL,NULL
done: the same where the second was 301 before
seen: exit status 0
seen, difference:
    @@,tekst,2027,2028
    ...,...,...,...
    ,Annoncer,300,300
    +++,Annoncer,310,300
    ---,Annoncer,301,300
    ,El,5,5
seen, patched:
    tekst,2027,2028
    Løn,1200,1200
    Annoncer,300,300
    Annoncer,310,300
    El,5,5
expected: each time the table as it was after
END
cat seen
diff known seen >change || { echo "changed:"; cat change; exit 1; }
