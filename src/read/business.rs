//! What only a business case's tables have: the tables that one sums, printed payback times and
//! keys.

use crate::diagnostic::Diagnostic;
use crate::key::{Key, Section, table as k};
use crate::note::{Payback, Paybacks, Word};
use crate::parse::tree::Value;
use crate::read::faults::MISSING_KEY;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::wrong_type::wrong_type;
use crate::source::Spanned;
use crate::table_type::{DefaultMoney, TableType};
use crate::text;

/// The tables that a table is the sum of.
pub(crate) fn sum_of(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
) -> Vec<Word> {
    // Of a type that is not known it is read too: what it names is not missing elsewhere for that.
    let sums = kind.is_none_or(|kind| kind.money == DefaultMoney::Summed);
    if !sums {
        return Vec::new();
    }
    let tables = fields.texts(reader, &k::SUM_OF);
    if fields.node(&k::SUM_OF).is_none() && kind.is_some() {
        reader.push(
            Diagnostic::new(
                &MISSING_KEY,
                fields.table.span,
                text!("[[tabel]] mangler `sum_af`", "[[tabel]] lacks `sum_af`"),
            )
            .help(text!(
                "tilføj sum_af = [\"varige\", \"investering\"]: de tabeller, den lægger sammen",
                "add sum_af = [\"varige\", \"investering\"]: the tables that it adds up"
            )),
        );
    }
    tables
}

/// The payback times that the source prints.
pub(crate) fn paybacks(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
) -> Paybacks {
    if !kind.is_some_and(|kind| kind.money == DefaultMoney::Summed) {
        return Paybacks::default();
    }
    let Some(block) = fields.block(reader, &k::PAYBACK) else { return Paybacks::default() };
    let fields = Fields::open(reader, block, Section::Payback, &[]);
    Paybacks {
        service: payback(reader, &fields, &k::PAYBACK_SERVICE),
        all: payback(reader, &fields, &k::PAYBACK_ALL),
    }
}

fn payback(
    reader: &mut Reader,
    fields: &Fields<'_>,
    key: &'static Key,
) -> Option<Spanned<Payback>> {
    let node = fields.node(key)?;
    let years = |text: &str| {
        text.replace('_', "")
            .trim()
            .parse()
            .ok()
            .filter(|years| *years <= u64::from(k::LONGEST_PAYBACK))
    };
    let value = match &node.value {
        Value::Text(word) if word == "aldrig" => Some(Payback::Never),
        Value::Number(number) => years(number).map(Payback::After),
        _ => None,
    };
    if value.is_none() {
        wrong_type(reader, key, node);
    }
    value.filter(|_| !reader.is_broken(node.span)).map(|value| Spanned::new(value, node.span))
}

/// Whether distribution keys are computed and printed.
pub(crate) fn computed_keys(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
) -> bool {
    let takes = kind.is_some_and(|kind| kind.use_of(&k::COMPUTED_KEYS).is_some());
    takes && fields.bool(reader, &k::COMPUTED_KEYS).is_some_and(|b| b.value)
}
