//! Tables derived whole: their rows are the source table's posts, gathered by what the derived
//! table's type prints.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::{Dimension, Dimensions, Names};
use crate::equation::faults::CIRCLE;
use crate::equation::{options, permanent};
use crate::note::{GrandTotal, Kind, Note, Post, PostNo, PriceLevel, Prose, Table, Word};
use crate::register::{Municipality, NO_COMMITTEE, Named, Round};
use crate::source::Spanned;
use crate::suggest;
use crate::table_type::Printed;
use crate::text;

rule!(
    NO_SUCH_TABLE = "ukendt-tabel", Error;
    "Der er ingen tabel af det navn.",
    "There is no table of that name."
);
rule!(
    CANT_DERIVE = "kan-ikke-udledes", Error;
    "Tabellen kan ikke udledes af den anden.",
    "The table can't be derived from the other."
);

/// The note with the rows of its derived tables filled in, and what is wrong with them.
pub fn expand(
    note: &Arc<Note>,
    municipality: &Municipality,
    round: &Round,
) -> (Arc<Note>, Vec<Diagnostic>) {
    if note.tables.iter().all(|table| table.derived_from.is_none()) {
        return (Arc::clone(note), Vec::new());
    }
    let names = Names::new(municipality, round);
    let mut findings = Vec::new();
    let mut expanded = Note::clone(note);
    for index in expanded.table_numbers() {
        let Some(from) = expanded.tables[index].derived_from.clone() else { continue };
        let posts = match source(note, &expanded.tables[index], &from) {
            Ok(source) => gather(&names, note, source, &expanded.tables[index], &from),
            Err(finding) => Err(finding),
        };
        match posts {
            Ok(posts) => {
                let columns =
                    note.table(&from.value).map(|table| table.columns.clone()).unwrap_or_default();
                let table = &mut expanded.tables[index];
                table.posts = posts;
                // Amounts in several price levels have no total unless it is asked for.
                let unsaid = matches!(&table.grand_total, GrandTotal::Row { span, .. } if *span == table.span);
                if unsaid && table.mixes_prices() {
                    table.grand_total = GrandTotal::None;
                }
                if !table.own_years {
                    table.columns = columns;
                }
            }
            Err(finding) => findings.push(*finding),
        }
    }
    (Arc::new(expanded), findings)
}

fn source<'n>(note: &'n Note, table: &Table, from: &Word) -> Result<&'n Table, Box<Diagnostic>> {
    let name = &from.value;
    let Some(source) = note.table(name) else {
        return Err(Box::new(unknown_table(note, from)));
    };
    if source.derived_from.is_some() || source.id.value == table.id.value {
        return Err(Box::new(
            Diagnostic::new(
                &CIRCLE,
                from.span,
                text!(
                    "`{name}` er selv udledt af en tabel",
                    "`{name}` is itself derived from a table"
                ),
            )
            .label(source.span, text!("den står her", "it is here"))
            .help(text!(
                "udled af en tabel, hvor tallene er skrevet",
                "derive from a table where the figures are written"
            )),
        ));
    }
    if let Some(own) = table.posts.first() {
        return Err(Box::new(
            Diagnostic::new(
                &CANT_DERIVE,
                own.span,
                text!(
                    "en udledt tabel har ingen egne poster",
                    "a derived table has no posts of its own"
                ),
            )
            .label(from.span, text!("tabellen er udledt her", "the table is derived here"))
            .help(text!(
                "slet posten, eller slet udledt_af",
                "delete the post, or delete udledt_af"
            )),
        ));
    }
    if source.unit != table.unit {
        let (own, other) = (table.unit.name(), source.unit.name());
        return Err(Box::new(
            Diagnostic::new(
                &CANT_DERIVE,
                from.span,
                text!(
                    "`{name}` er i {other}, denne tabel i {own}",
                    "`{name}` is in {other}, this table in {own}"
                ),
            )
            .help(text!("giv de to tabeller samme enhed", "give the two tables the same unit")),
        ));
    }
    Ok(source)
}

/// A finding for a table name that the note does not have.
pub fn unknown_table(note: &Note, word: &Word) -> Diagnostic {
    let name = &word.value;
    let tables =
        || note.tables.iter().map(|table| table.id.value.as_str()).filter(|id| !id.is_empty());
    let listed = tables().collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        &NO_SUCH_TABLE,
        word.span,
        text!("der er ingen tabel `{name}` i notatet", "there is no table `{name}` in the note"),
    )
    .help(
        suggest::did_you_mean(name, tables())
            .unwrap_or_else(|| text!("tabellerne er {listed}", "the tables are {listed}")),
    )
}

/// Posts that are one row of a derived table.
struct Group {
    dims: Dimensions,
    prices: Option<PriceLevel>,
    /// The frames that they do not count in.
    outside: Vec<String>,
    posts: Vec<PostNo>,
}

fn gather(
    names: &Names<'_>,
    note: &Note,
    source: &Table,
    table: &Table,
    from: &Word,
) -> Result<Vec<Post>, Box<Diagnostic>> {
    let by = dimensions(table);
    let mut groups: Vec<Group> = Vec::new();
    let codes = names.posts(source);
    for ((number, post), dims) in
        source.numbered_posts().zip(&codes).filter(|((_, post), _)| post.counted())
    {
        let mut key = Dimensions::default();
        for dimension in &by {
            let code = dims.get(*dimension).map(str::to_owned);
            if !dims.tells(*dimension) {
                let (word, name) = (dimension.key(), &from.value);
                let post_name =
                    post.name().map_or_else(|| "uden navn".to_owned(), |word| word.value.clone());
                return Err(Box::new(
                    Diagnostic::new(
                        &CANT_DERIVE,
                        from.span,
                        text!(
                            "`{name}` kan ikke lægges sammen efter {word}: posten `{post_name}` mangler det",
                            "`{name}` can't be summed by {word}: the post `{post_name}` lacks it"
                        ),
                    )
                    .label(post.span, text!("denne post mangler {word}", "this post lacks {word}"))
                    .help(text!("skriv {word} på posten", "write {word} on the post")),
                ));
            }
            key = key.with(*dimension, code);
        }
        // What is never chosen together is never added.
        let apart = |choice: &&String| {
            note.choices.iter().any(|other| options::excluded(note, choice, &other.id.value))
        };
        key = key.with(Dimension::Choice, dims.choice.as_ref().filter(apart).cloned());
        // Nor are amounts in several price levels, or what counts in a frame with what does not.
        let outside = source.outside_of(post);
        let same = |group: &&mut Group| {
            group.dims == key && group.prices == post.prices && group.outside == outside
        };
        if let Some(group) = groups.iter_mut().find(same) {
            group.posts.push(number);
        } else {
            let (dims, prices, posts) = (key, post.prices, vec![number]);
            groups.push(Group { dims, prices, outside, posts });
        }
    }
    let permanent = permanent::permanent_posts(source);
    let goes_on = |posts: &[PostNo]| source.permanent || posts.iter().any(|post| permanent[*post]);
    let row = |group: Group| {
        let Group { dims, prices, outside, posts } = group;
        let permanent = goes_on(&posts);
        let outside = outside.into_iter().map(|name| Spanned::new(name, table.span)).collect();
        Post { permanent, prices, outside, ..gathered(names, &dims, source, posts, table) }
    };
    Ok(groups.into_iter().map(row).collect())
}

fn dimensions(table: &Table) -> Vec<Dimension> {
    let printed = table.table_type().map_or(&[][..], |kind| kind.printed);
    let mut by = Vec::new();
    for column in printed {
        match column {
            Printed::Area | Printed::AreaOrScope => by.push(Dimension::Area),
            Printed::CommitteeCode | Printed::CommitteeName => by.push(Dimension::Committee),
            Printed::Appropriation => by.push(Dimension::Appropriation),
            _ => {}
        }
    }
    by
}

fn gathered(
    names: &Names<'_>,
    dims: &Dimensions,
    source: &Table,
    posts: Vec<PostNo>,
    table: &Table,
) -> Post {
    let word = |code: &Option<String>| code.clone().map(|code| Spanned::new(code, table.span));
    let first = posts.first().and_then(|i| source.post_at(*i));
    let own = posts.iter().filter_map(|post| source.post_at(*post)?.text.as_ref());
    let own: BTreeSet<&str> = own.map(|word| word.value.as_str()).collect();
    // What no committee holds is called what its posts are, where they are called the same.
    let pool = dims.committee.as_deref().filter(|code| *code == NO_COMMITTEE);
    let name = pool.and_then(|_| own.first().filter(|_| own.len() == 1));
    let text = dims
        .committee
        .as_deref()
        .and_then(|code| names.municipality.committee(code, names.year).any())
        .map(|committee| {
            let choice =
                dims.choice.as_ref().map(|choice| format!(", valg {choice}")).unwrap_or_default();
            let name = name.copied().unwrap_or(committee.name());
            Spanned::new(format!("{name}{choice}"), table.span)
        });
    // What all of them say in a column of texts, the row says.
    let all = |(column, text): &&(String, Prose)| {
        posts.iter().filter_map(|post| source.post_at(*post)).all(|post| {
            let mut words = post.words.iter();
            words.any(|(own, other)| own == column && *other.value == *text.value)
        })
    };
    let words =
        first.map_or_else(Vec::new, |first| first.words.iter().filter(all).cloned().collect());
    Post {
        id: None,
        text,
        area: word(&dims.area),
        committee: word(&dims.committee),
        administrations: Vec::new(),
        appropriation: first
            .and_then(|post| post.appropriation.clone())
            .filter(|_| dims.appropriation.is_some()),
        ui: first.and_then(|post| post.ui),
        sort: None,
        key: None,
        pool: false,
        at_point: None,
        agreement: None,
        choice: word(&dims.choice),
        permanent: false,
        prices: None,
        outside: Vec::new(),
        kind: Kind::Gathered { table: source.id.value.clone(), posts },
        cells: Vec::new(),
        words,
        astray: false,
        lacks: None,
        span: table.span,
    }
}
