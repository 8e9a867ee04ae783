//! What is found wrong with declared relations.

use crate::diagnostic::rule;

rule!(
    BAD_RELATION = "afstemning-led", Error;
    "Et led i en afstemning kan ikke findes.",
    "A term of a declared relation can't be found."
);
