//! What is found wrong with equations here, and where it is reported.

use crate::diagnostic::rule;

rule!(CIRCLE = "cirkel", Error; "Et tal afhænger af sig selv.", "A figure depends on itself.");
