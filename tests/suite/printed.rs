//! Rounded overviews, as the page has them: every row, column and total adds, each figure is one of
//! its two neighbours, and the same figure is the same wherever it stands.

use budgetnotat::amount::Amount;
use budgetnotat::pack::selected;
use budgetnotat::page::pack::PackPage;
use budgetnotat::page::{Block, Inline, Row, Table};
use budgetnotat::project::Selection;
use budgetnotat::register::NoteIds;
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::{Case, root};
use crate::generated::{self, PACK};
use crate::packs::{case_of, note, service};
use crate::real::{self, REAL};

fn page(project: &Solved) -> PackPage {
    let packs = selected(project, &Selection::All);
    view::pack::page(
        project.project(),
        &packs[0].packed,
        packs[0].overview(),
        &NoteIds::default(),
        None,
    )
}

/// A pack's page rounded to a decimal, and exactly.
fn pages(with: impl Fn(&str) -> Solved) -> (PackPage, PackPage) {
    (
        page(&with("enhed = \"mio. kr.\"\ndecimaler = 1\n")),
        page(&with("enhed = \"mio. kr.\"\ndecimaler = 3\n")),
    )
}

fn amount(text: &str) -> Option<Amount> {
    Amount::parse(&text.replace('.', "").replace(',', "."))
}

/// A row's figures; none of one that is of per cents.
fn figures(table: &Table, row: &Row) -> Vec<Amount> {
    if row.cells[0].text == "Brugt af rammen" {
        return Vec::new();
    }
    let columns =
        table.columns.iter().zip(&row.cells).filter(|(column, _)| column.kind == "figure");
    columns
        .map(|(_, cell)| amount(&cell.text).unwrap_or_else(|| panic!("{:?}", cell.text)))
        .collect()
}

fn add(rows: &[Vec<Amount>]) -> Vec<Amount> {
    let mut sums = vec![Amount::ZERO; rows[0].len()];
    for row in rows {
        for (sum, figure) in sums.iter_mut().zip(row) {
            *sum = sum.plus(*figure).unwrap();
        }
    }
    sums
}

/// What is printed adds up in itself, and is the exact figures' neighbours; how many figures are
/// not those themselves.
fn holds(table: &Table, exact: &Table) -> usize {
    let (mut moved, mut posts, mut group) = (0, Vec::new(), Vec::new());
    for (row, its) in table.rows.iter().zip(&exact.rows) {
        if row.kind == "heading" {
            group.clear();
            continue;
        }
        let own = figures(table, row);
        for (figure, exact) in own.iter().zip(figures(exact, its)) {
            let off = figure.minus(exact).unwrap().abs();
            assert!(off < amount("0,1").unwrap(), "{}: {figure} of {exact}", table.title);
            assert!(
                figure.scale() <= 1 && (off.is_zero() || exact.scale() > 1),
                "{figure} of {exact}"
            );
            moved += usize::from(!off.is_zero());
        }
        let (across, years) = own.split_last().unwrap();
        assert_eq!(
            years.iter().copied().try_fold(Amount::ZERO, Amount::plus),
            Some(*across),
            "{} {row:?}",
            table.title
        );
        match row.kind {
            "post" => {
                posts.push(own.clone());
                group.push(own);
            }
            "subtotal" => assert_eq!(add(&std::mem::take(&mut group)), own, "{}", table.title),
            "total" => assert_eq!(add(&posts), own, "{}", table.title),
            _ => {}
        }
    }
    moved
}

/// The tables of a page hold, and say the same; how many figures were rounded, and how many tables
/// stand apart.
fn all_hold(rounded: &PackPage, exact: &PackPage) -> (usize, usize) {
    let tables = |page: &PackPage| -> Vec<Table> {
        page.overviews
            .iter()
            .map(|overview| overview.table.clone())
            .chain(page.list.clone())
            .collect()
    };
    let said = |table: &Table| format!("{:?}", table.note).contains("afrundet for sig");
    let (mut moved, mut apart, mut totals) = (0, 0, Vec::new());
    for (table, exact) in tables(rounded).iter().zip(tables(exact)) {
        moved += holds(table, &exact);
        if said(table) {
            apart += 1;
        } else {
            totals.push(figures(table, table.rows.last().unwrap()));
        }
    }
    assert!(totals.windows(2).all(|pair| pair[0] == pair[1]), "{totals:?}");
    for (frame, exact) in rounded.frames.iter().zip(&exact.frames) {
        let rows: Vec<_> = frame.table.rows.iter().map(|row| figures(&frame.table, row)).collect();
        assert_eq!(add(&rows[1..]), rows[0], "{}", frame.name);
        for (row, its) in rows.iter().zip(&exact.table.rows) {
            for (figure, exact) in row.iter().zip(figures(&exact.table, its)) {
                assert!(
                    figure.minus(exact).unwrap().abs() < amount("0,1").unwrap(),
                    "{}: {figure} of {exact}",
                    frame.name
                );
            }
        }
        if frame.about.contains("alle styringsområder") {
            assert_eq!(rows[1], totals[0][..rows[1].len()]);
        }
    }
    assert_eq!(amount(&rounded.head.totals[0].text), Some(totals[0][0]), "the cover");
    (moved, apart)
}

#[test]
fn made_up_packs_are_rounded_so_that_all_adds_up() {
    let municipality = std::fs::read_to_string(root().join("notes/kommune.toml")).unwrap();
    let mut moved = 0;
    for (notes, seed, more) in [
        (40, 1, ""),
        (40, 2, "gruppering = \"kategori\"\n"),
        (25, 3, "gruppering = \"ingen\"\n"),
        (300, 7, ""),
    ] {
        let (rounded, exact) = pages(|unit| {
            let mut made = generated::round(&municipality, notes, seed);
            for (path, text) in &mut made.files {
                if path == PACK {
                    *text = format!("{unit}{more}{text}");
                }
            }
            case_of(&made).solved()
        });
        let (rounded, apart) = all_hold(&rounded, &exact);
        assert_eq!(apart, 0, "{notes} notes");
        moved += rounded;
    }
    assert!(moved > 1_000, "{moved} figures are rounded");
}

#[test]
fn the_real_pack_in_millions_adds_up() {
    let text = std::fs::read_to_string(root().join("notes/budget-2020/pakker/flere-skal-med.toml"))
        .unwrap();
    let (rounded, exact) = pages(|unit| {
        real::project(REAL)
            .bytes("notes/budget-2020/pakker/flere-skal-med.toml", format!("{unit}{text}"))
            .solved()
    });
    let (moved, apart) = all_hold(&rounded, &exact);
    assert!(moved > 4 && apart == 0, "{moved} {apart}");
}

/// Three times 0,04 is 0,12: one of the three is 0,1, and the two that are 0 stay beside it.
#[test]
fn halves_and_thirds_are_shared_out() {
    let (rounded, exact) = pages(|unit| {
        let case = Case::new().pack("p", &format!("titel = \"P\"\n{unit}"));
        ["BI1", "BI2", "BI3"]
            .iter()
            .fold(case, |case, id| case.note(id, &service("", "2020 = 40")))
            .solved()
    });
    assert_eq!(all_hold(&rounded, &exact).1, 0);
    let list = rounded.list.unwrap();
    let column: Vec<String> = list
        .rows
        .iter()
        .filter(|row| row.kind == "post")
        .map(|row| row.cells[1].text.clone())
        .collect();
    assert_eq!(column.iter().filter(|text| *text == "0,1").count(), 1, "{column:?}");
    assert_eq!(list.rows.last().unwrap().cells[1].text, "0,1");
}

/// Control areas, categories and committees each pair the four years in their own way, and each
/// pair is 0,1: no total fits all three.
#[test]
fn where_overviews_can_not_share_their_total_one_stands_apart_and_says_so() {
    let (rounded, exact) = pages(|unit| {
        let case = Case::new().pack("p", &format!("titel = \"P\"\n{unit}"));
        let notes = [
            ("service", "x", "BIU"),
            ("service", "y", "SUD"),
            ("overfoersler", "x", "SUD"),
            ("overfoersler", "y", "BIU"),
        ];
        let notes = notes.iter().zip(2020..).map(|((area, category, committee), year)| {
            note(
                &format!("kategori = \"{category}\""),
                area,
                committee,
                "99.99",
                &format!("{year} = 50"),
            )
        });
        notes
            .enumerate()
            .fold(case, |case, (number, text)| case.note(&format!("BI{number}"), &text))
            .solved()
    });
    assert_eq!(all_hold(&rounded, &exact).1, 1);
}

/// A control area of one committee, and a category of one note, stand in two overviews each.
#[test]
fn the_same_figure_is_the_same_under_its_committee_and_in_the_list() {
    let (rounded, exact) = pages(|unit| {
        let case = Case::new().pack("p", &format!("titel = \"P\"\n{unit}"));
        let mut notes = (0..9).map(|number| {
            let (area, committee) = if number % 3 == 0 {
                ("overfoersler", "BIU")
            } else {
                ("service", ["BIU", "SUD"][number % 2])
            };
            let amounts: Vec<String> = (0..4)
                .map(|year| format!("{} = {}", 2020 + year, 1_030 + 17 * number + 29 * year))
                .collect();
            note(
                &format!("kategori = \"k{number}\""),
                area,
                committee,
                "99.99",
                &amounts.join("\n"),
            )
        });
        notes
            .by_ref()
            .enumerate()
            .fold(case, |case, (number, text)| case.note(&format!("BI{number}"), &text))
            .solved()
    });
    assert_eq!(all_hold(&rounded, &exact).1, 0);
    let row = |table: &Table, label: &str| {
        let found = table.rows.iter().find(|row| format!("{:?}", row.cells[0]).contains(label));
        figures(table, found.unwrap_or_else(|| panic!("{label}")))
    };
    let [committees, areas, categories] = [0, 1, 2].map(|at| &rounded.overviews[at].table);
    assert_eq!(row(committees, "heraf overførsler"), row(areas, "Overførsler"));
    let list = rounded.list.as_ref().unwrap();
    for number in 0..9 {
        assert_eq!(row(list, &format!("BI{number} – ")), row(categories, &format!("K{number}")));
    }
}

#[test]
fn figures_that_need_no_rounding_are_printed_as_they_are() {
    let (rounded, exact) = pages(|unit| {
        Case::new()
            .pack("p", &format!("titel = \"P\"\n{unit}"))
            .note("BI1", &service("", "2020 = 400\n2021 = 1_300"))
            .solved()
    });
    assert_eq!(all_hold(&rounded, &exact), (0, 0));
}

/// The figures that are filled in in an introduction.
fn reported(page: &PackPage) -> Vec<String> {
    let blocks = page.introduction.iter().flatten();
    let pieces = blocks.filter_map(|block| {
        if let Block::Paragraph { content } = block { Some(content) } else { None }
    });
    pieces
        .flatten()
        .filter_map(|piece| {
            if let Inline::Figure { text, .. } = piece {
                Some(text.replace('\u{a0}', " "))
            } else {
                None
            }
        })
        .collect()
}

/// What is said under a table.
fn under(table: &Table) -> String {
    format!("{:?}", table.note)
}

/// A round with a frame over three notes that each ask for as much as the others, half a unit of
/// what is printed.
pub(crate) fn three_alike(pack: &str) -> Solved {
    let round = "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = [2020, 2021]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n\n\
                 [[ramme]]\nnavn = \"Kassen\"\nstyringsomraade = \"alle\"\nkilde = \"Prøve\"\n2020 = 4_170\n";
    let case = Case::new().round("budget-2020", round).pack("p", pack);
    ["BI1", "BI2", "BI3"]
        .iter()
        .fold(case, |case, id| case.note(id, &service("", "2020 = 1_250")))
        .solved()
}

#[test]
fn the_introduction_tells_the_figures_that_the_tables_print() {
    let page = page(&three_alike(
        "titel = \"P\"\nenhed = \"mio. kr.\"\ndecimaler = 1\nindledning = '''\n{{ notater[\"BI1\"][2020] | mio(1) }}, \
         {{ notater[\"BI2\"][2020] | mio(1) }}, {{ notater[\"BI3\"][2020] | mio(1) }}, {{ notater.i_alt[2020] | mio(1) }}, \
         {{ rest[\"Kassen\"][2020] | mio(1) }}, {{ sum(notater[\"BI1\"][2020], notater[\"BI2\"][2020]) | mio(1) }}, \
         {{ notater[\"BI2\"][2020] }}, {{ notater[\"BI2\"][2020] | mio }}, {{ notater[\"BI2\"][2020] | mio(2) }}, \
         {{ notater[\"BI2\"][2020] | mio(0) }}, {{ notater[\"BI2\"][2020] | abs | mia(4) }}, {{ notater[\"BI2\"][2020] | kr }}\n'''\n",
    ));
    let list = page.list.as_ref().unwrap();
    let column: Vec<String> = list.rows.iter().map(|row| row.cells[1].text.clone()).collect();
    let mut sorted = column[..3].to_vec();
    sorted.sort_unstable();
    assert!(sorted.concat() == "1,21,21,3" || sorted.concat() == "1,21,31,3", "{column:?}");
    let amounts: Vec<Amount> = column.iter().filter_map(|text| amount(text)).collect();
    assert_eq!(
        amounts[0].plus(amounts[1]).and_then(|sum| sum.plus(amounts[2])),
        Some(amounts[3]),
        "{column:?}"
    );
    let frame = &page.frames[0].table;
    let mut wanted: Vec<String> = column.iter().map(|text| format!("{text} mio. kr.")).collect();
    wanted.push(format!("{} mio. kr.", frame.rows[2].cells[1].text));
    wanted.push(format!("{} mio. kr.", amounts[0].plus(amounts[1]).unwrap().danish(1)));
    wanted.extend([format!("{} mio. kr.", column[1]), format!("{} mio. kr.", column[1])]);
    // With other decimals it is the exact amount that is rounded.
    wanted.extend(["1,25 mio. kr.".to_owned(), "1 mio. kr.".to_owned()]);
    wanted.push(format!("0,00{} mia. kr.", column[1].replace(',', "")));
    // Rounded to thousands or millions, it would say nothing of single kroner.
    wanted.push("1.250.000 kr.".to_owned());
    assert_eq!(reported(&page), wanted);
    assert_eq!(page.head.totals[0].text, column[3]);
}

#[test]
fn a_line_says_why_where_equal_amounts_are_printed_unlike_and_nowhere_else() {
    let intro = "indledning = '''\n{{ notater.i_alt[2020] | mio(1) }}\n'''\n";
    let page_of = |unit: &str| page(&three_alike(&format!("titel = \"P\"\n{unit}{intro}")));
    let rounded = page_of("enhed = \"mio. kr.\"\ndecimaler = 1\n");
    assert!(
        under(rounded.list.as_ref().unwrap()).contains("så summerne går op"),
        "{:?}",
        rounded.list
    );
    assert!(format!("{:?}", rounded.introduction).contains("de samme som i oversigterne"));
    let exact = page_of("enhed = \"mio. kr.\"\ndecimaler = 2\n");
    let tables = exact.overviews.iter().map(|overview| &overview.table).chain(&exact.list);
    assert!(
        tables
            .chain(exact.frames.iter().map(|frame| &frame.table))
            .all(|table| table.note.is_none())
    );
    assert_eq!(exact.introduction.unwrap().len(), 1);
    // Rounded, and each to the figure that it would be alone.
    let alone = page(
        &Case::new()
            .pack("p", &format!("titel = \"P\"\nenhed = \"mio. kr.\"\ndecimaler = 1\n{intro}"))
            .note("BI1", &service("", "2020 = 1_260"))
            .solved(),
    );
    assert_eq!(alone.list.as_ref().unwrap().rows[0].cells[1].text, "1,3");
    assert!(alone.list.unwrap().note.is_none() && alone.introduction.unwrap().len() == 1);
}
