//! What several readers here find wrong with a block.

use crate::diagnostic::rule;

rule!(
    MISPLACED_KEY = "forkert-sted", Error;
    "Nøglen hører til et andet sted i filen.",
    "The key belongs in another part of the file."
);
rule!(
    MISSING_KEY = "manglende-noegle", Error;
    "En nøgle, der skal være her, mangler.",
    "A key that must be here is missing."
);
rule!(
    OVERFLOW = "for-stor-sum", Error;
    "En sum er større, end der kan regnes med.",
    "A sum is larger than can be computed with."
);
rule!(
    YEAR = "aar-udenfor", Error;
    "Året er ikke et af tabellens.",
    "The year is not one of the table's."
);
