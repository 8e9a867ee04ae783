//! What a pack's notes are counted in.

use std::collections::BTreeMap;

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, Table};
use crate::pack::Packed;
use crate::text;
use crate::text::Text;

rule!(
    /// Each amount is converted exactly; but a note in another unit than its neighbours is a note to
    /// look at: a slip in the unit is a factor of a thousand.
    MIXED = "blandede-enheder", Remark;
    "Pakkens notater har forskellige enheder.",
    "The pack's notes are counted in several units."
);

/// The most notes that are named.
const MOST: usize = 6;

/// Tables that are counted in a unit, each with its note.
type Counted<'p> = (Unit, Vec<(&'p Note, &'p Table)>);

/// One finding for all of them, at the first table that is not counted as most are.
pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    let mut by_unit: BTreeMap<&'static str, Counted<'_>> = BTreeMap::new();
    for member in &packed.members {
        let taken = member.contribution.tables.iter();
        for table in taken.filter_map(|table| member.note.table_at(*table)) {
            let of = by_unit.entry(table.unit.name()).or_insert((table.unit, Vec::new()));
            of.1.push((member.note, table));
        }
    }
    let usual = by_unit.iter().max_by_key(|(_, (unit, of))| (of.len(), *unit == packed.round.unit));
    let Some(usual) = usual.map(|(name, _)| *name) else { return };
    let others = by_unit.iter().filter(|(name, _)| **name != usual);
    let others: Vec<(&'static str, &Note, &Table)> = others
        .flat_map(|(name, (_, of))| of.iter().map(|(note, table)| (*name, *note, *table)))
        .collect();
    let Some((_, note, table)) = others.first() else { return };
    let mut named: Vec<Text> = Vec::new();
    for (unit, note, _) in others.iter().take(MOST) {
        let id = &note.id.value;
        named.push(text!("{id} i {unit}", "{id} in {unit}"));
    }
    let more = others.len().saturating_sub(MOST);
    named.extend((more > 0).then(|| text!("{more} til", "{more} more")));
    let (Text { da, en }, unit, id) = (Text::list(&named), packed.unit.name(), &note.id.value);
    let message = text!(
        "pakkens notater har forskellige enheder: {da}, de øvrige i {usual}; pakken regner om til {unit}",
        "the pack's notes have different units: {en}, the others in {usual}; the pack converts to {unit}"
    );
    let finding = Diagnostic::new(&MIXED, table.id.span, message)
        .label(packed.pack.title.span, text!("pakken", "the pack"));
    findings.push(finding.help(text!(
        "se efter, om tallene i {id} virkelig er i den enhed; ellers ret enhed på tabellen",
        "check whether the figures of {id} really are in that unit; else correct enhed on the table"
    )));
}
