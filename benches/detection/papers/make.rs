//! Papers from true amounts.

use std::collections::{BTreeMap, BTreeSet};

use super::{Figure, Paper, Print, Random, Row, Shape, Sum, Table};

/// Control area, committee and number of each appropriation in `kommune.toml`.
const APPROPRIATIONS: [(&str, &str, &str); 8] = [
    ("service", "AAU", "10.10"),
    ("service", "BBU", "20.10"),
    ("service", "SSU", "30.10"),
    ("service", "SSU", "30.20"),
    ("overfoersler", "AAU", "10.30"),
    ("overfoersler", "SSU", "30.30"),
    ("anlaeg", "TTU", "40.50"),
    ("anlaeg", "BBU", "20.50"),
];

/// How large a paper is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) shape: Shape,
    pub(crate) print: Print,
    pub(crate) parts: usize,
    pub(crate) years: usize,
}

/// Money for one activity, of one appropriation, by year.
struct Money {
    activity: usize,
    income: bool,
    appropriation: usize,
    kroner: Vec<i64>,
}

impl Plan {
    /// A plan like the papers': 2 to 12 activities over 1 to 4 years; at least two where there is a
    /// sum across.
    pub(crate) fn any(shape: Shape, print: Print, random: &mut Random) -> Self {
        let parts = 2 + random.index(11);
        let years = if shape.across() { 2 + random.index(3) } else { 1 + random.index(4) };
        Self { shape, print, parts, years }
    }

    /// The paper.
    pub(crate) fn paper(self, random: &mut Random) -> Paper {
        let money = self.money(random);
        let mut paper = Paper {
            shape: self.shape,
            print: self.print,
            parts: self.parts,
            years: self.years,
            tables: Vec::new(),
            figures: Vec::new(),
            sums: Vec::new(),
        };
        self.table(&mut paper, Table::Activities, &money, &|money| {
            let (area, ..) = APPROPRIATIONS[money.appropriation];
            Row {
                text: Some(money.activity),
                area: Some(area),
                committee: None,
                appropriation: None,
                income: false,
            }
        });
        if !self.shape.linked() {
            return paper;
        }
        // Some allocate by committee alone, and some to each control area too; some notes have no
        // allocation.
        let by_area = random.chance(50);
        if random.chance(75) {
            self.table(&mut paper, Table::Allocation, &money, &|money| {
                let (area, committee, _) = APPROPRIATIONS[money.appropriation];
                let area = by_area.then_some(area);
                Row {
                    text: None,
                    area,
                    committee: Some(committee),
                    appropriation: None,
                    income: false,
                }
            });
        }
        self.table(&mut paper, Table::Appropriations, &money, &|money| {
            let (area, committee, number) = APPROPRIATIONS[money.appropriation];
            let income = money.income;
            Row {
                text: None,
                area: Some(area),
                committee: Some(committee),
                appropriation: Some(number),
                income,
            }
        });
        for left in 0..paper.tables.len() {
            for right in left + 1..paper.tables.len() {
                links(&mut paper, left, right);
            }
        }
        paper
    }

    /// The true amounts.
    fn money(self, random: &mut Random) -> Vec<Money> {
        // Whole thousands where the paper is exact; else any krone.
        let (low, high, step) = match self.print {
            Print::Exact => (4, 7, 1_000),
            Print::Thousands => (4, 7, 1),
            Print::Millions => (5, 8, 1),
        };
        let areas: Vec<&str> = APPROPRIATIONS
            .iter()
            .map(|(area, ..)| *area)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let used: Vec<&str> = (0..=random.index(2)).map(|_| *random.pick(&areas)).collect();
        let mut out = Vec::new();
        for activity in 0..self.parts {
            let area = *random.pick(&used);
            let open: Vec<usize> = (0..APPROPRIATIONS.len())
                .filter(|index| APPROPRIATIONS[*index].0 == area)
                .collect();
            let income = random.chance(8);
            let whole = 10_i64.pow(u32::try_from(random.range(low, high)).unwrap_or(0));
            // Budgets are asked for in round amounts half the time.
            let step = if self.print == Print::Exact && whole >= 1_000_000 && random.chance(50) {
                100_000
            } else {
                step
            };
            let amount =
                |random: &mut Random| (random.range(whole, 10 * whole - 1) / step).max(1) * step;
            let kroner = self.years(random, amount, step).into_iter();
            let kroner: Vec<i64> =
                kroner.map(|kroner| if income { -kroner } else { kroner }).collect();
            let first = random.index(open.len());
            // Two appropriations share a third of the activities.
            let share =
                if open.len() > 1 && random.chance(33) { random.range(1, 9) * 10 } else { 100 };
            let own: Vec<i64> =
                kroner.iter().map(|kroner| kroner * share / 100 / step * step).collect();
            let rest: Vec<i64> = kroner.iter().zip(&own).map(|(all, own)| all - own).collect();
            out.push(Money { activity, income, appropriation: open[first], kroner: own });
            if rest.iter().any(|kroner| *kroner != 0) {
                out.push(Money {
                    activity,
                    income,
                    appropriation: open[(first + 1) % open.len()],
                    kroner: rest,
                });
            }
        }
        out
    }

    /// An activity's years: the same each year, growing, different, or beginning late.
    fn years(
        self,
        random: &mut Random,
        amount: impl Fn(&mut Random) -> i64,
        step: i64,
    ) -> Vec<i64> {
        let first = amount(random);
        let profile = random.range(1, 100);
        let growth = (first * random.range(2, 15) / 100 / step).max(1) * step;
        let begins = random.index(self.years);
        (0..self.years)
            .map(|year| match profile {
                ..=35 => first,
                36..=60 => first + growth * i64::try_from(year).unwrap_or(0),
                61..=85 => amount(random),
                _ if year < begins => 0,
                _ => first,
            })
            .collect()
    }

    /// Adds a table: its figures, each rounded by itself, and its sums, rounded from the true ones.
    fn table(self, paper: &mut Paper, kind: Table, money: &[Money], row: &dyn Fn(&Money) -> Row) {
        let mut rows: BTreeMap<Row, Vec<i64>> = BTreeMap::new();
        for money in money {
            let all = rows.entry(row(money)).or_insert_with(|| vec![0; self.years]);
            for (sum, kroner) in all.iter_mut().zip(&money.kroner) {
                *sum += kroner;
            }
        }
        let table = paper.tables.len();
        let (print, across) = (self.print, self.shape.across());
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); self.years + 1];
        let mut add = |row, year, kroner| {
            paper.figures.push(Figure { table, row, year, kroner, printed: print.printed(kroner) });
            paper.figures.len() - 1
        };
        let mut sums: Vec<Vec<usize>> = Vec::new();
        for (index, kroner) in rows.values().enumerate() {
            let mut own = Vec::new();
            // What is nothing is left blank.
            for (year, kroner) in kroner.iter().enumerate().filter(|(_, kroner)| **kroner != 0) {
                let figure = add(Some(index), Some(year), *kroner);
                columns[year].push(figure);
                own.push(figure);
            }
            if across {
                let all = add(Some(index), None, kroner.iter().sum());
                columns[self.years].push(all);
                own.push(all);
                sums.push(own);
            }
        }
        let mut own = Vec::new();
        for (year, column) in
            columns.iter_mut().take(self.years).enumerate().filter(|(_, column)| !column.is_empty())
        {
            let total = add(None, Some(year), rows.values().map(|kroner| kroner[year]).sum());
            column.push(total);
            own.push(total);
        }
        if across {
            let all = add(None, None, rows.values().flatten().sum());
            columns[self.years].push(all);
            own.push(all);
            sums.push(own);
        }
        sums.extend(columns.into_iter().filter(|column| !column.is_empty()));
        for mut sum in sums {
            let total = sum.pop();
            let parts = sum.into_iter().map(|figure| (1, figure));
            let terms = parts.chain(total.map(|total| (-1, total))).collect();
            paper.sums.push(Sum { terms, link: false });
        }
        paper.tables.push((kind, rows.into_keys().collect()));
    }
}

/// Adds what two tables about the same money must agree on: for each code of what both tell, every
/// year.
fn links(paper: &mut Paper, left: usize, right: usize) {
    let states = |table: usize, what: fn(&Row) -> Option<&'static str>| {
        paper.tables[table].1.iter().all(|row| what(row).is_some())
    };
    let both = |what| states(left, what) && states(right, what);
    let (area, committee) = (both(|row| row.area), both(|row| row.committee));
    let key = |row: &Row| (row.area.filter(|_| area), row.committee.filter(|_| committee));
    let keys: BTreeSet<_> =
        [left, right].iter().flat_map(|table| paper.tables[*table].1.iter().map(key)).collect();
    for wanted in keys {
        for year in 0..paper.years {
            let mut terms = Vec::new();
            for (weight, table) in [(1, left), (-1, right)] {
                let rows =
                    paper.tables[table].1.iter().enumerate().filter(|(_, row)| key(row) == wanted);
                terms.extend(rows.filter_map(|(row, _)| {
                    Some((weight, paper.at(table, Some(row), Some(year))?))
                }));
            }
            if !terms.is_empty() {
                paper.sums.push(Sum { terms, link: true });
            }
        }
    }
}
