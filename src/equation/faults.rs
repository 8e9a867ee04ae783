//! What is found wrong with equations here, and where they are told.

use crate::diagnostic::rule;

rule!(CIRCLE = "cirkel", Error; "Et tal afhænger af sig selv.", "A figure depends on itself.");
