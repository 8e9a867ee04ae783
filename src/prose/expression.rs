//! `{{ … }}` in prose: a figure, a sum, a reference, a table's place, words of another language.
//! Nothing else is active.
//!
//! The few sorts of node that are allowed are evaluated here, so that every name
//! that does not exist is reported at its own place, no text grows without bound, and no comparison
//! of amounts can be silently wrong.

use std::ops::Range;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Rule};
use crate::equation::{FigureId, Row};
use crate::expression::{Arguments, Expression, Node, Part};
use crate::limit;
use crate::note::{ColumnKey, GrandTotal, Measure, Note, Period, Post, Table, TableNo};
use crate::prose::faults::{EXPRESSION, NO_FIGURE};
use crate::prose::filled::{Filled, UNKNOWN};
use crate::prose::scene::Scene;
use crate::prose::{foreign, reference, totals};
use crate::read::to_id;
use crate::reconcile::solve::Value;
use crate::source::Span;
use crate::suggest;
use crate::text;
use crate::text::{Text, short};

/// A value on the way.
pub(super) enum Step {
    Table(TableNo),
    Row(TableNo, Row),
    Sum(Sum),
    Done(Filled),
}

/// A figure, or several added.
pub(super) struct Sum {
    pub(super) amount: Amount,
    pub(super) measure: Measure,
    pub(super) figures: Vec<FigureId>,
    /// True where it is what they are each year.
    pub(super) yearly: bool,
}

pub(super) type Fault = Box<Diagnostic>;

/// Evaluates an expression; `place` maps byte ranges of it to the file.
pub(crate) fn evaluate(
    scene: &Scene<'_>,
    source: &str,
    place: &dyn Fn(usize, usize) -> Span,
) -> Result<Filled, Fault> {
    let whole = place(0, source.len());
    if source.is_empty() {
        let message =
            text!("der står intet mellem {{{{ og }}}}", "there is nothing between {{{{ and }}}}");
        return Err(Box::new(fault(&EXPRESSION, whole, message, help())));
    }
    if source.len() > limit::EXPRESSION.most {
        return Err(Box::new(fault(
            &EXPRESSION,
            whole,
            text!("udtrykket er for langt", "the expression is too long"),
            help(),
        )));
    }
    let parsed = Expression::parse(source).ok_or_else(|| {
        let message = text!("`{source}` kan ikke læses", "`{source}` can't be read");
        fault(&EXPRESSION, whole, message, help())
    });
    let eval = Evaluator { scene, place, whole };
    let step = eval.step(parsed.map_err(Box::new)?.whole())?;
    eval.finish(step)
}

pub(super) fn help() -> Text {
    text!(
        "skriv fx {{{{ oekonomi.post[2020] | mio }}}}, {{{{ sum(a.x[2020], a.y[2020]) | mio }}}}, {{{{ ref(\"oekonomi\") }}}}, {{{{ tabel(\"oekonomi\") }}}} eller {{{{ sprog(\"en\", \"Housing First\") }}}}",
        "write e.g. {{{{ oekonomi.post[2020] | mio }}}}, {{{{ sum(a.x[2020], a.y[2020]) | mio }}}}, {{{{ ref(\"oekonomi\") }}}}, {{{{ tabel(\"oekonomi\") }}}} or {{{{ sprog(\"en\", \"Housing First\") }}}}"
    )
}

pub(super) fn fault(rule: &'static Rule, span: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(rule, span, message).help(help)
}

/// A finding for a figure in a sum that a filter has made text of.
fn written_out(span: Span) -> Diagnostic {
    let message = text!(
        "et tal i summen er allerede skrevet ud og kan ikke lægges sammen med andre",
        "a figure in the sum is already written out and can't be added to others"
    );
    let help = text!(
        "skriv filtret efter summen: {{{{ sum(a, b) | mio }}}}",
        "write the filter after the sum: {{{{ sum(a, b) | mio }}}}"
    );
    fault(&EXPRESSION, span, message, help)
}

/// A finding for what is allowed elsewhere and not here.
pub(super) fn refuse(span: Span) -> Fault {
    Box::new(fault(&EXPRESSION, span, refused(), help()))
}

/// What is said of it.
pub(super) fn refused() -> Text {
    text!(
        "mellem {{{{ og }}}} kan du kun hente et tal eller en sum, henvise, indsætte en tabel eller mærke fremmedord",
        "between {{{{ and }}}} you can only fetch a figure or a sum, refer, place a table or mark foreign words"
    )
}

pub(super) struct Evaluator<'a> {
    pub(super) scene: &'a Scene<'a>,
    place: &'a dyn Fn(usize, usize) -> Span,
    whole: Span,
}

impl Evaluator<'_> {
    fn note(&self) -> &Note {
        &self.scene.reconciled.note
    }

    fn at(&self, range: Range<usize>) -> Span {
        (self.place)(range.start, range.end)
    }

    fn step(&self, part: Part<'_>) -> Result<Step, Fault> {
        match part.node() {
            Node::Name(name) => self.table(name.text, self.at(name.range)).map(Step::Table),
            Node::Member { base, name } => {
                let base = self.step(base)?;
                self.member(&base, name.text, self.at(name.range))
            }
            Node::Item { base, key } => {
                let base = self.step(base)?;
                let (name, span) = self.constant(key)?;
                self.member(&base, &name, span)
            }
            Node::Call { function, arguments, range } => match function.node() {
                Node::Name(name) => self.call(name.text, self.at(name.range), &arguments),
                _ => Err(refuse(self.at(range))),
            },
            Node::Filter { base, name, arguments, range } => {
                let base = self.step(base)?;
                self.filter(base, name, self.at(range), &arguments)
            }
            Node::Other => Err(refuse(self.whole)),
        }
    }

    /// A year or name in brackets: as a number or as a text.
    pub(super) fn constant(&self, part: Part<'_>) -> Result<(String, Span), Fault> {
        let (text, range) = part.constant().ok_or_else(|| refuse(self.whole))?;
        Ok((text, self.at(range)))
    }

    fn table(&self, name: &str, span: Span) -> Result<TableNo, Fault> {
        let typed = || reference::table_typed(self.scene, name);
        self.note().table_number(name).or_else(typed).ok_or_else(|| {
            let ids = || self.note().tables.iter().map(|table| table.id.value.as_str());
            let listed = ids().collect::<Vec<_>>().join(", ");
            let message = text!(
                "der er ingen tabel `{name}` i notatet",
                "there is no table `{name}` in the note"
            );
            let help = suggest::did_you_mean(name, ids());
            let help = help.unwrap_or_else(|| match ids().count() {
                0 => text!("notatet har ingen tabeller", "the note has no tables"),
                1 => text!(
                    "notatet har kun tabellen {listed}",
                    "the note has only the table {listed}"
                ),
                _ => text!("tabellerne er {listed}", "the tables are {listed}"),
            });
            // In quotes it is the name of a reference or a table's place; else a figure's.
            let quoted = self.scene.sources.slice(span).starts_with(['"', '\'']);
            let replacement = suggest::closest(name, ids())
                .map(|close| if quoted { format!("\"{close}\"") } else { close.to_owned() });
            Box::new(Diagnostic { replacement, ..fault(&NO_FIGURE, span, message, help) })
        })
    }

    fn member(&self, base: &Step, name: &str, span: Span) -> Result<Step, Fault> {
        match base {
            Step::Table(table) => self.row(*table, name, span),
            Step::Row(table, Row::Grand) => {
                match totals::of_option(&self.note().tables[*table], name) {
                    Some(total) => Ok(Step::Row(*table, Row::Total(total))),
                    None => self.cell(*table, Row::Grand, name, span),
                }
            }
            Step::Row(table, row) => self.cell(*table, *row, name, span),
            Step::Sum(_) | Step::Done(_) => Err(refuse(span)),
        }
    }

    fn row(&self, table: TableNo, name: &str, span: Span) -> Result<Step, Fault> {
        let of = &self.note().tables[table];
        if name == "i_alt" {
            return Ok(Step::Row(table, Row::Grand));
        }
        if let Some(post) = of.post_number(name) {
            return Ok(Step::Row(table, Row::Post(post)));
        }
        let ids = || {
            of.posts
                .iter()
                .filter_map(|post| post.id.as_ref().map(|id| id.value.as_str()))
                .chain(["i_alt"])
        };
        let help = suggest::did_you_mean(name, ids())
            .or_else(|| without_id(of, name))
            .unwrap_or_else(|| {
                if of.posts.is_empty() {
                    return text!("tabellen har ingen poster", "the table has no posts");
                }
                let listed = ids().collect::<Vec<_>>().join(", ");
                if ids().count() == 1 {
                    return text!(
                        "ingen af posterne har et id; totalen er {listed}",
                        "none of the posts has an id; the total is {listed}"
                    );
                }
                text!("posterne er {listed}", "the posts are {listed}")
            });
        let table = &of.id.value;
        Err(Box::new(fault(
            &NO_FIGURE,
            span,
            text!(
                "tabellen `{table}` har ingen post `{name}`",
                "the table `{table}` has no post `{name}`"
            ),
            help,
        )))
    }

    fn cell(&self, table: TableNo, row: Row, name: &str, span: Span) -> Result<Step, Fault> {
        let of = &self.note().tables[table];
        let key = match name {
            "i_alt" => Some(ColumnKey::Across),
            "beloeb" => Some(ColumnKey::Amount),
            _ => Period::parse(name).map(ColumnKey::Period).or_else(|| {
                Some(ColumnKey::Named(name.to_owned())).filter(|key| of.column(key).is_some())
            }),
        };
        let figure = key.and_then(|key| self.scene.reconciled.system.find(table, row, &key));
        if let Some(figure) = figure {
            return self.figure(figure, span);
        }
        if let Some(which) = totals::which(self.note(), table, span).filter(|_| row == Row::Grand) {
            return Err(Box::new(which));
        }
        if row == Row::Grand && matches!(of.grand_total, GrandTotal::None) {
            let table = &of.id.value;
            return Err(Box::new(fault(
                &NO_FIGURE,
                span,
                text!("tabellen `{table}` har ingen total", "the table `{table}` has no total"),
                text!(
                    "læg posterne sammen: {{{{ sum({table}.a[2020], {table}.b[2020]) }}}}",
                    "add the posts: {{{{ sum({table}.a[2020], {table}.b[2020]) }}}}"
                ),
            )));
        }
        let mut columns: Vec<String> =
            of.columns.iter().map(|column| column.key.to_string()).collect();
        if self.scene.reconciled.system.find(table, row, &ColumnKey::Across).is_some() {
            columns.push("i_alt".to_owned());
        }
        let listed = columns.join(", ");
        let table = &of.id.value;
        Err(Box::new(fault(
            &NO_FIGURE,
            span,
            text!(
                "tabellen `{table}` har intet tal for `{name}`",
                "the table `{table}` has no figure for `{name}`"
            ),
            suggest::did_you_mean(name, columns.iter().map(String::as_str))
                .unwrap_or_else(|| text!("kolonnerne er {listed}", "the columns are {listed}")),
        )))
    }

    fn figure(&self, figure: FigureId, span: Span) -> Result<Step, Fault> {
        let known = self.scene.reconciled.system.figure(figure);
        // A total of nothing is 0.
        if self.scene.reconciled.solution.is_absent(figure) && matches!(known.row, Row::Post(_)) {
            let column = &known.column;
            return Err(Box::new(fault(
                &NO_FIGURE,
                span,
                text!("posten har intet tal i {column}", "the post has no figure in {column}"),
                text!(
                    "skriv et år, hvor posten har et tal",
                    "write a year where the post has a figure"
                ),
            )));
        }
        let amount = match self.scene.reconciled.solution.value(figure) {
            Value::Known(amount) => *amount,
            // Told at the figure itself.
            Value::Broken | Value::Unsolved | Value::Overflow => {
                return Ok(Step::Done(Filled::Figure {
                    text: UNKNOWN.to_owned(),
                    figures: vec![figure],
                }));
            }
        };
        Ok(Step::Sum(Sum { amount, measure: known.measure, figures: vec![figure], yearly: false }))
    }

    /// A row alone means its sum across, or its one amount.
    pub(super) fn sum(&self, step: Step) -> Result<Step, Fault> {
        let Step::Row(table, row) = step else { return Ok(step) };
        let of = |key: &ColumnKey| self.scene.reconciled.system.find(table, row, key);
        match of(&ColumnKey::Across).or_else(|| of(&ColumnKey::Amount)) {
            Some(figure) => self.figure(figure, self.whole),
            None if row == Row::Grand
                && let Some(which) = totals::which(self.note(), table, self.whole) =>
            {
                Err(Box::new(which))
            }
            None => Err(Box::new(fault(
                &NO_FIGURE,
                self.whole,
                text!("rækken har ingen sum på tværs", "the row has no sum across"),
                text!("skriv hvilket år: …[2020]", "write which year: …[2020]"),
            ))),
        }
    }

    fn call(&self, name: &str, span: Span, arguments: &Arguments<'_>) -> Result<Step, Fault> {
        let one = || match arguments.as_slice() {
            [Some(part)] => self.constant(*part),
            _ => Err(refuse(span)),
        };
        match name {
            "tabel" => {
                let (id, span) = one()?;
                self.table(&id, span).map(|table| Step::Done(Filled::Place { table }))
            }
            "ref" => {
                let (id, span) = one()?;
                reference::find(self.scene, &id, span).map(Step::Done)
            }
            "sprog" => match arguments.as_slice() {
                [Some(lang), Some(words)] => {
                    foreign::read(self.constant(*lang)?, self.constant(*words)?).map(Step::Done)
                }
                _ => Err(refuse(span)),
            },
            "sum" => {
                let mut total: Option<Sum> = None;
                for argument in arguments {
                    let Some(part) = argument else { return Err(refuse(span)) };
                    match (self.sum(self.step(*part)?)?, &mut total) {
                        (Step::Sum(first), None) => total = Some(first),
                        (Step::Sum(other), Some(all)) => {
                            if (other.measure.unit, other.yearly) != (all.measure.unit, all.yearly)
                            {
                                return Err(Box::new(fault(
                                    &EXPRESSION,
                                    span,
                                    text!(
                                        "tallene er ikke talt i det samme",
                                        "the figures are not counted in the same unit"
                                    ),
                                    text!(
                                        "læg tal fra tabeller med samme enhed sammen",
                                        "add figures from tables with the same unit"
                                    ),
                                )));
                            }
                            all.amount =
                                all.amount.plus(other.amount).ok_or_else(|| refuse(span))?;
                            all.figures.extend(other.figures);
                        }
                        (Step::Done(Filled::Figure { text, .. }), _) if text != UNKNOWN => {
                            return Err(Box::new(written_out(span)));
                        }
                        (Step::Done(done @ Filled::Figure { .. }), _) => {
                            return Ok(Step::Done(done));
                        }
                        _ => return Err(refuse(span)),
                    }
                }
                total.map(Step::Sum).ok_or_else(|| refuse(span))
            }
            _ => {
                let known = ["sum", "ref", "tabel", "sprog"];
                Err(Box::new(fault(
                    &EXPRESSION,
                    span,
                    text!("`{name}(…)` kendes ikke", "`{name}(…)` is not known"),
                    suggest::did_you_mean(name, known).unwrap_or_else(help),
                )))
            }
        }
    }

    fn finish(&self, step: Step) -> Result<Filled, Fault> {
        match self.sum(step)? {
            Step::Done(filled) => Ok(filled),
            Step::Sum(Sum { amount, measure, figures, yearly }) => {
                let amount = self
                    .printed(amount, measure, &figures, yearly, (measure.unit, None))
                    .ok_or_else(|| refuse(self.whole))?;
                Ok(Filled::Figure {
                    text: measure.unit.after(&amount.danish(measure.decimals)),
                    figures,
                })
            }
            Step::Table(_) | Step::Row(..) => Err(Box::new(fault(
                &EXPRESSION,
                self.whole,
                text!("en tabel er ikke et tal", "a table is not a figure"),
                help(),
            ))),
        }
    }
}

/// What a post lacks that is meant by a name: its text is that, and it has no id.
fn without_id(table: &Table, name: &str) -> Option<Text> {
    let called = |post: &&Post| {
        post.id.is_none() && post.text.as_ref().is_some_and(|text| to_id(&text.value) == name)
    };
    let post = table.posts.iter().find(called)?;
    let own = short(&post.text.as_ref()?.value);
    Some(if table.in_lines {
        text!(
            "posten `{own}` har intet id: skriv id som en overskrift, og {name} i postens celle under den",
            "the post `{own}` has no id: write id as a header, and {name} in the post's cell below it"
        )
    } else {
        text!(
            "posten `{own}` har intet id: skriv id = \"{name}\" på den",
            "the post `{own}` has no id: write id = \"{name}\" on it"
        )
    })
}
