//! Two versions of a made-up round, with what each counts worked out here, in whole numbers and by no
//! code of the program; and how the one became the other.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use budgetnotat::project::Input;
use proptest::prelude::*;
use proptest::sample::select;

/// The round's folder.
pub(crate) const ROUND: &str = "budget-2027";
pub(crate) const YEARS: [u16; 4] = [2027, 2028, 2029, 2030];
const COMMITTEES: [&str; 3] = ["AU", "BU", "CU"];
const AREAS: [&str; 2] = ["service", "anlaeg"];

/// What is counted, by committee, control area and year, in 1.000 kr.
pub(crate) type Counted = BTreeMap<(String, String, u16), i64>;

/// A round with its notes and a pack.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) notes: Vec<Note>,
    /// The price factor of 2027, in thousandths.
    pub(crate) factor: i64,
    /// Notes that the pack has, all where it is empty, and the option that it picks in each.
    pub(crate) pack: Vec<(usize, Option<u8>)>,
}

/// A note; its number is its name for good.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) number: usize,
    pub(crate) withdrawn: bool,
    /// Which of its two options is its default.
    pub(crate) default: u8,
    /// Prices of 2026 instead of 2027.
    pub(crate) earlier_prices: bool,
    pub(crate) text: u8,
    pub(crate) posts: Vec<Post>,
}

/// A post; its number is its name for good, and its id where it has one.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(crate) number: usize,
    pub(crate) with_id: bool,
    pub(crate) committee: usize,
    pub(crate) area: usize,
    /// 0 and 1 are options, 2 is none.
    pub(crate) choice: u8,
    pub(crate) amounts: [i64; 4],
}

/// How a version becomes the next.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Withdraw(usize),
    Default(usize),
    Prices(usize),
    Words(usize),
    Remove(usize),
    Add(Note),
    Factor(i64),
    Pack(Vec<(usize, Option<u8>)>),
    PostCommittee(usize, usize, usize),
    PostArea(usize, usize, usize),
    PostChoice(usize, usize, u8),
    PostAmount(usize, usize, usize, i64),
    /// From one year to another.
    PostMove(usize, usize, usize, usize, i64),
    PostRemove(usize, usize),
    PostAdd(usize, Post),
}

impl World {
    /// The files.
    pub(crate) fn inputs(&self) -> Vec<Input> {
        let mut files = vec![
            ("notes/kommune.toml".to_owned(), self.municipality()),
            (
                format!("notes/{ROUND}/runde.toml"),
                "titel = \"Budget 2027\"\ndato = 2026-08-20\naar = [2027, 2028, 2029, 2030]\nprisniveau = 2027\nenhed = \"1.000 kr.\"\n".to_owned(),
            ),
            (format!("notes/{ROUND}/rammer.toml"), frames()),
            (format!("notes/{ROUND}/pakker/alle.toml"), self.pack_text()),
        ];
        files.extend(
            self.notes
                .iter()
                .map(|note| (format!("notes/{ROUND}/{}.toml", note.id()), note.toml())),
        );
        files.into_iter().map(|(path, text)| Input { path, bytes: text.into_bytes() }).collect()
    }

    fn municipality(&self) -> String {
        let mut text = "navn = \"Prøve Kommune\"\n".to_owned();
        for committee in COMMITTEES {
            let _ = write!(
                text,
                "\n[[udvalg]]\nkode = \"{committee}\"\nnavn = \"Udvalget {committee}\"\nforvaltning = \"{committee}F\"\n\n[[forvaltning]]\nkode = \"{committee}F\"\nnavn = \"Forvaltningen {committee}\"\n"
            );
        }
        for (area, name) in [("service", "Service"), ("anlaeg", "Anlæg")] {
            let _ = write!(text, "\n[[styringsomraade]]\nid = \"{area}\"\nnavn = \"{name}\"\n");
        }
        let (whole, thousandths) = (self.factor / 1_000, self.factor % 1_000);
        let _ = write!(
            text,
            "\n[[prisfaktor]]\naar = 2027\nfaktor = {whole}.{thousandths:03}\nkilde = \"Opdigtet\"\n"
        );
        text
    }

    fn pack_text(&self) -> String {
        let mut text = "titel = \"Pakken\"\n".to_owned();
        if !self.pack.is_empty() {
            let ids: Vec<String> =
                self.pack.iter().map(|(number, _)| format!("\"N{number}\"")).collect();
            let _ = writeln!(text, "notater = [{}]", ids.join(", "));
        }
        for (number, choice) in &self.pack {
            if let (Some(choice), true) =
                (choice, self.notes.iter().any(|own| own.number == *number))
            {
                let _ = write!(text, "\n[[valg]]\nnotat = \"N{number}\"\nvalg = [\"v{choice}\"]\n");
            }
        }
        text
    }

    /// True where the pack has a note that is not withdrawn.
    pub(crate) fn has_members(&self) -> bool {
        let has = |note: &Note| {
            self.pack.is_empty() || self.pack.iter().any(|(number, _)| *number == note.number)
        };
        self.notes.iter().any(|note| !note.withdrawn && has(note))
    }

    /// What the round counts, and what its pack does.
    pub(crate) fn counted(&self, pack: bool) -> Counted {
        let mut out = Counted::new();
        for note in self.notes.iter().filter(|note| !note.withdrawn) {
            let member = self.pack.iter().find(|(number, _)| *number == note.number);
            if pack && !self.pack.is_empty() && member.is_none() {
                continue;
            }
            let picked = member.and_then(|(_, choice)| *choice).filter(|_| pack);
            let chosen = picked.unwrap_or(note.default);
            for post in note.posts.iter().filter(|post| post.choice == 2 || post.choice == chosen) {
                for (year, amount) in YEARS.into_iter().zip(post.amounts) {
                    let amount = self.stated(note, amount);
                    let key =
                        (COMMITTEES[post.committee].to_owned(), AREAS[post.area].to_owned(), year);
                    *out.entry(key).or_default() += amount;
                }
            }
        }
        out.retain(|_, amount| *amount != 0);
        out
    }

    /// An amount in the round's prices, half away from zero.
    fn stated(&self, note: &Note, amount: i64) -> i64 {
        if !note.earlier_prices {
            return amount;
        }
        let product = amount * self.factor;
        (product.abs() + 500) / 1_000 * product.signum()
    }

    /// The next version; changes of what is not there change nothing.
    pub(crate) fn changed(&self, changes: &[Change]) -> Self {
        let mut next = self.clone();
        for change in changes {
            next.change(change);
        }
        // A pack that names a note that is not there would have an error.
        let numbers: Vec<usize> = next.notes.iter().map(|note| note.number).collect();
        next.pack.retain(|(number, _)| numbers.contains(number));
        next
    }

    fn change(&mut self, change: &Change) {
        let count = self.notes.len();
        match change {
            Change::Withdraw(at) => self.note(*at, |note| note.withdrawn = !note.withdrawn),
            Change::Default(at) => self.note(*at, |note| note.default = 1 - note.default),
            Change::Prices(at) => {
                self.note(*at, |note| note.earlier_prices = !note.earlier_prices);
            }
            Change::Words(at) => self.note(*at, |note| note.text = note.text.wrapping_add(1)),
            Change::Remove(at) => {
                if count > 1 {
                    self.notes.remove(at % count);
                }
            }
            Change::Add(new) => {
                if self.notes.iter().all(|note| note.number != new.number) {
                    self.notes.push(new.clone());
                }
            }
            Change::Factor(factor) => self.factor = *factor,
            Change::Pack(pack) => {
                let mut seen = std::collections::BTreeSet::new();
                self.pack =
                    pack.iter().filter(|(number, _)| seen.insert(*number)).copied().collect();
            }
            Change::PostAdd(at, new) => self.note(*at, |note| {
                if note.posts.iter().all(|post| post.number != new.number) {
                    note.posts.push(new.clone());
                }
            }),
            Change::PostRemove(at, post) => self.note(*at, |note| {
                let count = note.posts.len();
                if count > 1 {
                    note.posts.remove(post % count);
                }
            }),
            Change::PostCommittee(at, post, to) => {
                self.post(*at, *post, |post| post.committee = *to);
            }
            Change::PostArea(at, post, to) => self.post(*at, *post, |post| post.area = *to),
            Change::PostChoice(at, post, to) => self.post(*at, *post, |post| post.choice = *to),
            Change::PostAmount(at, post, year, to) => {
                self.post(*at, *post, |post| post.amounts[*year] = *to);
            }
            Change::PostMove(at, post, from, to, amount) => self.post(*at, *post, |post| {
                post.amounts[*from] -= amount;
                post.amounts[*to] += amount;
            }),
        }
    }

    fn note(&mut self, at: usize, change: impl FnOnce(&mut Note)) {
        let count = self.notes.len().max(1);
        if let Some(note) = self.notes.get_mut(at % count) {
            change(note);
        }
    }

    fn post(&mut self, at: usize, post: usize, change: impl FnOnce(&mut Post)) {
        self.note(at, |note| {
            let count = note.posts.len().max(1);
            if let Some(post) = note.posts.get_mut(post % count) {
                change(post);
            }
        });
    }
}

impl Note {
    pub(crate) fn id(&self) -> String {
        format!("N{}", self.number)
    }

    fn toml(&self) -> String {
        let (id, status) = (self.id(), if self.withdrawn { "status = \"trukket\"\n" } else { "" });
        let mut text = format!(
            "id = \"{id}\"\ntitel = \"Notatet {id}\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"AUF\"\n{status}"
        );
        for choice in 0..2 {
            let default = if self.default == choice { "standard = true\n" } else { "" };
            let _ = write!(
                text,
                "\n[[valgmulighed]]\nid = \"v{choice}\"\ntitel = \"Mulighed {choice}\"\nudelukker = [\"v{}\"]\n{default}",
                1 - choice
            );
        }
        let _ = write!(
            text,
            "\n[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = '''\nTekst nummer {}.\n\n{{{{ tabel(\"t\") }}}}\n'''\n",
            self.text
        );
        let prices = if self.earlier_prices { "prisniveau = 2026\n" } else { "" };
        let _ = write!(
            text,
            "\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"Penge\"\n{prices}i_alt = false\n"
        );
        for post in &self.posts {
            let id =
                if post.with_id { format!("id = \"p{}\"\n", post.number) } else { String::new() };
            let choice = if post.choice == 2 {
                String::new()
            } else {
                format!("valg = \"v{}\"\n", post.choice)
            };
            let _ = write!(
                text,
                "\n[[tabel.post]]\n{id}tekst = \"Post {}\"\nudvalg = \"{}\"\nstyringsomraade = \"{}\"\n{choice}",
                post.number, COMMITTEES[post.committee], AREAS[post.area]
            );
            for (year, amount) in YEARS.into_iter().zip(post.amounts) {
                let _ = writeln!(text, "{year} = {amount}");
            }
        }
        text
    }
}

fn frames() -> String {
    let mut text = String::new();
    for (name, area) in [("Service", "service"), ("Kassen", "alle")] {
        let _ = write!(
            text,
            "\n[[ramme]]\nnavn = \"{name}\"\nstyringsomraade = \"{area}\"\nkilde = \"Opdigtet\"\n"
        );
        for year in YEARS {
            let _ = writeln!(text, "{year} = 100000");
        }
    }
    text
}

fn amounts() -> impl Strategy<Value = [i64; 4]> {
    let one = || prop_oneof![3 => 1..2_000i64, 1 => Just(0i64), 1 => -500..0i64];
    [one(), one(), one(), one()]
}

fn post() -> impl Strategy<Value = Post> {
    (0..40usize, any::<bool>(), 0..3usize, 0..2usize, 0..3u8, amounts()).prop_map(
        |(number, with_id, committee, area, choice, amounts)| Post {
            number,
            with_id,
            committee,
            area,
            choice,
            amounts,
        },
    )
}

fn note() -> impl Strategy<Value = Note> {
    let posts = prop::collection::vec(post(), 1..5).prop_map(|posts| {
        let mut seen = std::collections::BTreeSet::new();
        posts.into_iter().filter(|post| seen.insert(post.number)).collect::<Vec<_>>()
    });
    let rare = || prop::bool::weighted(0.15);
    (0..30usize, rare(), 0..2u8, rare(), posts).prop_map(
        |(number, withdrawn, default, earlier_prices, posts)| Note {
            number,
            withdrawn,
            default,
            earlier_prices,
            text: 0,
            posts,
        },
    )
}

/// A made-up round.
pub(crate) fn world() -> impl Strategy<Value = World> {
    let notes = prop::collection::vec(note(), 1..5).prop_map(|notes| {
        let mut seen = std::collections::BTreeSet::new();
        notes.into_iter().filter(|note| seen.insert(note.number)).collect::<Vec<_>>()
    });
    (notes, select(&[1_020i64, 1_031, 1_050][..])).prop_map(|(notes, factor)| World {
        notes,
        factor,
        pack: Vec::new(),
    })
}

/// Some changes.
pub(crate) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = || 0..8usize;
    let one = prop_oneof![
        at().prop_map(Change::Withdraw),
        at().prop_map(Change::Default),
        at().prop_map(Change::Prices),
        at().prop_map(Change::Words),
        at().prop_map(Change::Remove),
        note().prop_map(Change::Add),
        select(&[1_020i64, 1_031, 1_050][..]).prop_map(Change::Factor),
        prop::collection::vec((0..30usize, prop::option::of(0..2u8)), 0..6).prop_map(Change::Pack),
        (at(), at(), 0..3usize).prop_map(|(note, post, to)| Change::PostCommittee(note, post, to)),
        (at(), at(), 0..2usize).prop_map(|(note, post, to)| Change::PostArea(note, post, to)),
        (at(), at(), 0..3u8).prop_map(|(note, post, to)| Change::PostChoice(note, post, to)),
        (at(), at(), 0..4usize, 1..3_000i64)
            .prop_map(|(note, post, year, to)| Change::PostAmount(note, post, year, to)),
        (at(), at(), 0..4usize, 0..4usize, 1..500i64).prop_map(|(note, post, from, to, amount)| {
            Change::PostMove(note, post, from, to, amount)
        }),
        (at(), at()).prop_map(|(note, post)| Change::PostRemove(note, post)),
        (at(), post()).prop_map(|(note, post)| Change::PostAdd(note, post)),
    ];
    prop::collection::vec(one, 1..7)
}
