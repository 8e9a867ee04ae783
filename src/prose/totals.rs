//! The total of a table whose options exclude each other: there is one for each choice, and prose
//! says which.

use crate::diagnostic::Diagnostic;
use crate::equation::options;
use crate::note::{Note, Table, TableNo, TotalNo};
use crate::prose::faults::NO_FIGURE;
use crate::source::Span;
use crate::text;

/// The total row that `t.i_alt["A"]` names, where one alone has that option.
pub(super) fn of_option(table: &Table, option: &str) -> Option<TotalNo> {
    let mut with =
        options::totals(table).filter(|(_, chosen)| chosen.iter().any(|own| own == option));
    let (first, _) = with.next()?;
    with.next().is_none().then_some(first)
}

/// What is said of a total that is asked for without saying of which choice; `None` where a table
/// has one total.
pub(super) fn which(note: &Note, table: TableNo, span: Span) -> Option<Diagnostic> {
    let table = note.table_at(table)?;
    let id = &table.id.value;
    let mut chosen = options::totals(table).flat_map(|(_, chosen)| chosen).peekable();
    chosen.peek()?;
    let message = text!(
        "tabellen `{id}` har en total for hver valgmulighed, for de udelukker hinanden",
        "the table `{id}` has a total for each option, for they exclude each other"
    );
    let help = match chosen.find(|option| of_option(table, option).is_some()) {
        Some(option) => text!(
            "skriv hvilken: {{{{ {id}.i_alt[\"{option}\"][2020] }}}}",
            "write which: {{{{ {id}.i_alt[\"{option}\"][2020] }}}}"
        ),
        None => text!(
            "læg posterne sammen: {{{{ sum({id}.a[2020], {id}.b[2020]) }}}}",
            "add the posts: {{{{ sum({id}.a[2020], {id}.b[2020]) }}}}"
        ),
    };
    Some(Diagnostic::new(&NO_FIGURE, span, message).help(help))
}
