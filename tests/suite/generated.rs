//! A made-up round as large as a real one: any number of notes in seven committees, with options,
//! relations, frames and a pack.
//!
//! The same seed gives the same round. While it is made its money is added up here, in whole
//! numbers and by no code of the program: what a pack says can be held against that. Tests and
//! benchmarks share it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The round's folder.
pub(crate) const FOLDER: &str = "budget-2027";
/// The pack's file in it.
pub(crate) const PACK: &str = "notes/budget-2027/pakker/alle.toml";
/// The years.
pub(crate) const YEARS: [u16; 4] = [2027, 2028, 2029, 2030];

/// Committee, administration, and what its notes' ids begin with.
const COMMITTEES: [(&str, &str, &str); 7] = [
    ("ØU", "ØKF", "OK"),
    ("KFU", "KFF", "KF"),
    ("BUU", "BUF", "BU"),
    ("SOU", "SUF", "SO"),
    ("SUD", "SOF", "SD"),
    ("KTU", "KTF", "KT"),
    ("BIU", "BIF", "BI"),
];
const AREAS: [&str; 3] = ["service", "anlaeg", "overfoersler"];
const CATEGORIES: [&str; 4] = ["need to", "rettidig omhu", "specifik udfordring", "bestilt"];

/// A round that was made.
pub(crate) struct Generated {
    /// Its files: path from the project's root, and text.
    pub(crate) files: Vec<(String, String)>,
    /// What its pack counts, in 1.000 kr., by committee, control area and year.
    pub(crate) counted: BTreeMap<(&'static str, &'static str, u16), i64>,
    /// What options cost that the pack does not count.
    pub(crate) left_out: i64,
}

/// A sequence of numbers that only looks like chance (`SplitMix64`; source: Steele, Lea and Flood
/// 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or_default()
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// One post: its control area, option and amounts.
struct Post {
    text: String,
    area: &'static str,
    choice: Option<&'static str>,
    amounts: [i64; 4],
}

/// A round of `notes` notes. `municipality` is the text of a `kommune.toml` that has the committees
/// and control areas.
pub(crate) fn round(municipality: &str, notes: usize, seed: u64) -> Generated {
    let mut chance = Chance(seed);
    let mut generated = Generated { files: Vec::new(), counted: BTreeMap::new(), left_out: 0 };
    for number in 0..notes {
        let id = id(number);
        let text = note(&mut chance, number, &id, &mut generated);
        generated.files.push((format!("notes/{FOLDER}/{id}.toml"), text));
    }
    let mut register = municipality.to_owned();
    for (c, (committee, ..)) in COMMITTEES.iter().enumerate() {
        for (a, area) in AREAS.iter().enumerate() {
            let number = appropriation(c, a);
            let _ = write!(
                register,
                "\n[[bevilling]]\nudvalg = \"{committee}\"\nnummer = \"{number}\"\nstyringsomraade = \"{area}\"\nfra = 2027\n"
            );
        }
    }
    generated.files.push(("notes/kommune.toml".to_owned(), register));
    let round = "titel = \"Budget 2027\"\ndato = 2026-08-20\naar = [2027, 2028, 2029, 2030]\nprisniveau = 2027\nenhed = \"1.000 kr.\"\n";
    generated.files.push((format!("notes/{FOLDER}/runde.toml"), round.to_owned()));
    let frames = frames(&generated);
    generated.files.push((format!("notes/{FOLDER}/rammer.toml"), frames));
    let pack = "titel = \"Alle notater til Budget 2027\"\n\nindledning = '''\nPakken har alle rundens notater. I alt koster de \
                {{ notater.i_alt[2027] | mio(1) }} i 2027.\n'''\n";
    generated.files.push((PACK.to_owned(), pack.to_owned()));
    generated.files.sort();
    generated
}

fn id(number: usize) -> String {
    let (_, _, letters) = COMMITTEES[number % COMMITTEES.len()];
    format!("{letters}{}", number / COMMITTEES.len() + 1)
}

fn appropriation(committee: usize, area: usize) -> String {
    format!("9{committee}{area}0")
}

/// The frames: a little more than the pack uses of service and of everything, a little less of
/// anlæg in the first year.
fn frames(generated: &Generated) -> String {
    let mut text = String::new();
    let used = |area: Option<&str>, year: u16| -> i64 {
        let of = generated.counted.iter().filter(|((_, own, own_year), _)| {
            *own_year == year && area.is_none_or(|area| area == *own)
        });
        of.map(|(_, amount)| amount).sum()
    };
    for (name, area) in
        [("Servicemåltal", Some("service")), ("Anlægsmåltal", Some("anlaeg")), ("Kassen", None)]
    {
        let area_word = area.unwrap_or("alle");
        let _ = write!(
            text,
            "\n[[ramme]]\nnavn = \"{name}\"\nstyringsomraade = \"{area_word}\"\nkilde = \"Opdigtet\"\n"
        );
        for year in YEARS {
            let uses = used(area, year);
            let limit = if area == Some("anlaeg") && year == YEARS[0] {
                uses - 1
            } else {
                uses + uses.abs() / 20
            };
            let _ = writeln!(text, "{year} = {limit}");
        }
    }
    text
}

fn note(chance: &mut Chance, number: usize, id: &str, generated: &mut Generated) -> String {
    let (committee, administration, _) = COMMITTEES[number % COMMITTEES.len()];
    let subject = format!("{} {}", chance.one(SUBJECTS), chance.one(PLACES));
    let verb = chance.one(VERBS);
    let category = chance.one(&CATEGORIES);
    let scenarios = chance.below(10) == 0;
    let addition = !scenarios && chance.below(10) == 0;
    let mut text = format!(
        "id = \"{id}\"\ntitel = \"{verb} {subject}\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nkategori = \"{category}\"\n\
         forvaltning = \"{administration}\"\n"
    );
    if number >= 2 * COMMITTEES.len() && chance.below(12) == 0 {
        let _ = writeln!(text, "forudsaetter = [\"{}\"]", self::id(number - COMMITTEES.len()));
    }
    text.push_str("\n[sted]\nbydele = \"alle\"\n");
    if scenarios {
        text.push_str("\n[[valgmulighed]]\nid = \"A\"\ntitel = \"Fuld indsats\"\nudelukker = [\"B\"]\nstandard = true\n");
        text.push_str("\n[[valgmulighed]]\nid = \"B\"\ntitel = \"Halv indsats\"\n");
    }
    if addition {
        text.push_str(
            "\n[[valgmulighed]]\nid = \"T\"\ntitel = \"Tilvalg: Evaluering\"\nstandard = true\n",
        );
    }
    let posts = posts(chance, id, scenarios, addition);
    for post in &posts {
        for (year, amount) in YEARS.into_iter().zip(post.amounts) {
            if post.choice == Some("B") {
                generated.left_out += amount;
            } else {
                *generated.counted.entry((committee, post.area, year)).or_default() += amount;
            }
        }
    }
    sections(chance, &subject, &mut text);
    tables(number, &posts, scenarios, &mut text);
    text
}

fn posts(chance: &mut Chance, id: &str, scenarios: bool, addition: bool) -> Vec<Post> {
    let mut out = Vec::new();
    for number in 0..2 + chance.below(3) {
        let area = AREAS[[0, 0, 0, 1, 1, 2][chance.below(6)]];
        let first = i64::try_from(chance.below(90) + 2).unwrap_or_default() * 50;
        let ending = chance.below(3) == 0;
        let second = if ending { first / 2 } else { first };
        let what = chance.one(ACTIVITIES);
        let text = format!("{what} ({id}, del {})", number + 1);
        let amounts = if area == "anlaeg" {
            [first * 4, first, 0, 0]
        } else {
            [first, first, second, second]
        };
        if scenarios {
            let half = amounts.map(|amount| amount / 2);
            out.push(Post {
                text: format!("{text}, fuld indsats"),
                area,
                choice: Some("A"),
                amounts,
            });
            out.push(Post {
                text: format!("{text}, halv indsats"),
                area,
                choice: Some("B"),
                amounts: half,
            });
        } else {
            out.push(Post { text, area, choice: None, amounts });
        }
    }
    if addition {
        out.push(Post {
            text: format!("Evaluering af {id}"),
            area: "service",
            choice: Some("T"),
            amounts: [150, 150, 0, 0],
        });
    }
    out
}

fn sections(chance: &mut Chance, subject: &str, text: &mut String) {
    for (heading, extra) in [
        ("Baggrund", ""),
        ("Indhold", ""),
        ("Forventet adfærdsmæssig effekt og opfølgning", ""),
        ("Økonomi", "{{ tabel(\"oekonomi\") }}\n"),
        ("Risikovurdering og proces", ""),
        ("Bevillingstekniske oplysninger", "{{ tabel(\"bevillinger\") }}\n"),
    ] {
        let _ = write!(text, "\n[[afsnit]]\noverskrift = \"{heading}\"\ntekst = '''\n");
        let paragraphs = match heading {
            "Baggrund" | "Indhold" => 2 + chance.below(2),
            "Bevillingstekniske oplysninger" => 0,
            _ => 1,
        };
        for number in 0..paragraphs {
            let mut words = String::new();
            for _ in 0..3 + chance.below(3) {
                let (who, does, why) = (chance.one(WHO), chance.one(DOES), chance.one(WHY));
                let _ = write!(words, "{who} {does} {} {why}. ", subject.to_lowercase());
            }
            let note = if heading == "Baggrund" && number == 0 { "[^1]" } else { "" };
            let _ = writeln!(text, "{}{note}\n", words.trim_end());
        }
        if heading == "Baggrund" {
            text.push_str("[^1]: Opdigtet til en prøve.\n");
        }
        let _ = writeln!(text, "{extra}'''");
    }
}

fn tables(number: usize, posts: &[Post], scenarios: bool, text: &mut String) {
    let (committee, ..) = COMMITTEES[number % COMMITTEES.len()];
    let totals = if scenarios {
        "i_alt = false\n\n[[tabel.total]]\ntekst = \"Fuld indsats i alt\"\nhvor = { valg = \"A\" }\n\n[[tabel.total]]\n\
         tekst = \"Halv indsats i alt\"\nhvor = { valg = \"B\" }\n"
    } else {
        ""
    };
    let figures = |amounts: [i64; 4]| {
        YEARS
            .into_iter()
            .zip(amounts)
            .filter(|(_, amount)| *amount != 0)
            .fold(String::new(), |text, (year, amount)| format!("{text}{year} = {amount}\n"))
    };
    let choice =
        |choice: Option<&str>| choice.map_or_else(String::new, |id| format!("valg = \"{id}\"\n"));
    let _ = write!(
        text,
        "\n[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Oversigt over ønskets aktiviteter\"\n{totals}"
    );
    for post in posts {
        let (words, area) = (&post.text, post.area);
        let _ = write!(
            text,
            "\n[[tabel.post]]\ntekst = \"{words}\"\nstyringsomraade = \"{area}\"\n{}{}",
            choice(post.choice),
            figures(post.amounts)
        );
    }
    let _ = write!(
        text,
        "\n[[tabel]]\nid = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"Udgifter efter bevilling\"\n{totals}"
    );
    let mut gathered: BTreeMap<(usize, Option<&str>), [i64; 4]> = BTreeMap::new();
    for post in posts {
        let area = AREAS.iter().position(|area| *area == post.area).unwrap_or_default();
        let sum = gathered.entry((area, post.choice)).or_default();
        sum.iter_mut().zip(post.amounts).for_each(|(sum, amount)| *sum += amount);
    }
    for ((area, option), amounts) in gathered {
        let (name, code) = (AREAS[area], appropriation(number % COMMITTEES.len(), area));
        let _ = write!(
            text,
            "\n[[tabel.post]]\nstyringsomraade = \"{name}\"\nudvalg = \"{committee}\"\nbevilling = \"{code}\"\nui = \"U\"\n{}{}",
            choice(option),
            figures(amounts)
        );
    }
}

/// A note in which the first post asks for so much more in the first year, in both of its tables: it
/// still adds up. One without options.
#[allow(dead_code, reason = "only packs are built again")]
pub(crate) fn with_more_money(note: &str, more: i64) -> String {
    assert!(!note.contains("[[valgmulighed]]"), "a note of one choice");
    let (before, after) = note.split_once("id = \"bevillinger\"").expect("its second table");
    let post = before.split_once("[[tabel.post]]").expect("a post").1;
    let area = post.split_once("styringsomraade = \"").expect("an area").1;
    let area = &area[..=area.find('"').expect("its end")];
    let raised = |table: &str| {
        let from = table.find(&format!("styringsomraade = \"{area}")).expect("a post of that area");
        let key = format!("\n{} = ", YEARS[0]);
        let at = from + table[from..].find(&key).expect("its first year") + key.len();
        let end = at + table[at..].find('\n').expect("the end of a line");
        let amount: i64 = table[at..end].parse().expect("an amount");
        format!("{}{}{}", &table[..at], amount + more, &table[end..])
    };
    let tables = before.find("[[tabel]]").expect("its first table");
    format!(
        "{}{}id = \"bevillinger\"{}",
        &before[..tables],
        raised(&before[tables..]),
        raised(after)
    )
}

/// A note of so many paragraphs more.
#[allow(dead_code, reason = "only packs are built again")]
pub(crate) fn longer(note: &str, paragraphs: usize) -> String {
    let more = "Indsatsen følges op hvert halve år. ".repeat(12) + "\n\n";
    note.replacen("tekst = '''\n", &format!("tekst = '''\n{}", more.repeat(paragraphs)), 1)
}

const VERBS: &[&str] = &[
    "Styrkelse af",
    "Flere ressourcer til",
    "Fortsættelse af",
    "Nyt tilbud:",
    "Genopretning af",
    "Videreførelse af",
];
const SUBJECTS: &[&str] = &[
    "aktivitets- og samværstilbud",
    "idrætsfaciliteter",
    "tandplejen",
    "botilbud til unge",
    "cykelstier",
    "biblioteksbetjening",
    "praktikpladser",
    "indsatsen mod ensomhed",
    "daginstitutioner",
    "vedligehold af skoler",
    "genoptræning",
    "hjælp til hjemløse",
];
const PLACES: &[&str] = &[
    "i Valby",
    "på Nørrebro",
    "på Amager",
    "i hele byen",
    "i Vanløse",
    "i udsatte byområder",
    "på Østerbro",
];
const ACTIVITIES: &[&str] = &[
    "Medarbejdere",
    "Lokaler og inventar",
    "Projektledelse",
    "Ombygning",
    "Uddannelse af personale",
    "Indkøb af materiel",
    "Rådgivning",
    "Tilskud til foreninger",
];
const WHO: &[&str] = &[
    "Forvaltningen",
    "Borgerne",
    "En kortlægning fra 2025",
    "Udvalget",
    "Medarbejderne",
    "De frivillige foreninger",
];
const DOES: &[&str] = &[
    "peger på, at",
    "oplever, at",
    "har vist, at",
    "forventer, at",
    "har besluttet, at",
    "vurderer, at",
];
const WHY: &[&str] = &[
    "kræver en fast og forudsigelig bemanding",
    "ikke kan følge med den stigende efterspørgsel",
    "bør samles ét sted, så borgerne kun skal henvende sig én gang",
    "kan forebygge dyrere indsatser senere i forløbet",
    "skal evalueres, før en eventuel udvidelse besluttes",
    "i dag er afhængig af midlertidige bevillinger, der udløber",
];
