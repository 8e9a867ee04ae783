//! `kommune.toml`: the municipality's own names and codes.

use crate::amount::Amount;
use crate::key::{Key, Section, municipality as k};
use crate::note::Word;
use crate::parse::tree::Table as Tree;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::theme;
use crate::register::{
    Administration, Appropriation, Committee, ControlArea, District, Municipality, PriceFactor,
    Years,
};
use crate::source::Spanned;

/// Reads the municipality. What is missing is said, and empty.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>) -> Municipality {
    let fields = Fields::open(reader, root, Section::Municipality, &[]);
    Municipality {
        file: reader.file,
        name: fields.text(reader, &k::NAME).map(|word| word.value).unwrap_or_default(),
        committees: fields
            .blocks(reader, &k::COMMITTEES)
            .into_iter()
            .filter_map(|block| committee(reader, block))
            .collect(),
        administrations: fields
            .blocks(reader, &k::ADMINISTRATIONS)
            .into_iter()
            .filter_map(|block| administration(reader, block))
            .collect(),
        areas: fields
            .blocks(reader, &k::CONTROL_AREAS)
            .into_iter()
            .filter_map(|block| area(reader, block))
            .collect(),
        appropriations: fields
            .blocks(reader, &k::APPROPRIATIONS)
            .into_iter()
            .filter_map(|block| appropriation(reader, block))
            .collect(),
        districts: fields
            .blocks(reader, &k::DISTRICTS)
            .into_iter()
            .filter_map(|block| {
                let fields = Fields::open(reader, block, Section::District, &[]);
                let name = fields.text(reader, &k::DISTRICT_NAME)?;
                Some(District { name, aliases: fields.texts(reader, &k::DISTRICT_ALIASES) })
            })
            .collect(),
        price_factors: fields
            .blocks(reader, &k::PRICE_FACTORS)
            .into_iter()
            .filter_map(|block| price_factor(reader, block))
            .collect(),
        theme: fields
            .block(reader, &k::THEME)
            .map(|block| theme::read(reader, block))
            .unwrap_or_default(),
        ..Municipality::default()
    }
}

fn years(
    reader: &mut Reader,
    fields: &Fields<'_>,
    from: &'static Key,
    until: &'static Key,
) -> Years {
    Years { from: fields.year(reader, from), until: fields.year(reader, until) }
}

/// The full name, or the code where there is none: a finding says that it is missing.
fn name_or(code: &Word, name: Option<Word>) -> String {
    name.map_or_else(|| code.value.clone(), |word| word.value)
}

fn committee(reader: &mut Reader, block: &Tree<'_>) -> Option<Committee> {
    let fields = Fields::open(reader, block, Section::Committee, &[]);
    let code = fields.text(reader, &k::COMMITTEE_CODE);
    let name = fields.text(reader, &k::COMMITTEE_NAME);
    let years = years(reader, &fields, &k::COMMITTEE_FROM, &k::COMMITTEE_UNTIL);
    let code = code?;
    Some(Committee {
        name: name_or(&code, name),
        administration: fields.text(reader, &k::COMMITTEE_ADMINISTRATION),
        years,
        aliases: fields.texts(reader, &k::COMMITTEE_ALIASES),
        confused_with: fields.texts(reader, &k::COMMITTEE_CONFUSED),
        succeeds: fields.text(reader, &k::COMMITTEE_SUCCEEDS),
        code,
    })
}

fn administration(reader: &mut Reader, block: &Tree<'_>) -> Option<Administration> {
    let fields = Fields::open(reader, block, Section::Administration, &[]);
    let code = fields.text(reader, &k::ADMINISTRATION_CODE);
    let name = fields.text(reader, &k::ADMINISTRATION_NAME);
    let years = years(reader, &fields, &k::ADMINISTRATION_FROM, &k::ADMINISTRATION_UNTIL);
    let code = code?;
    Some(Administration {
        name: name_or(&code, name),
        years,
        aliases: fields.texts(reader, &k::ADMINISTRATION_ALIASES),
        prefixes: fields.texts(reader, &k::ADMINISTRATION_PREFIXES),
        succeeds: fields.text(reader, &k::ADMINISTRATION_SUCCEEDS),
        code,
    })
}

fn area(reader: &mut Reader, block: &Tree<'_>) -> Option<ControlArea> {
    let fields = Fields::open(reader, block, Section::ControlArea, &[]);
    let id = fields.text(reader, &k::AREA_ID);
    let name = fields.text(reader, &k::AREA_NAME);
    let id = id?;
    Some(ControlArea {
        name: name_or(&id, name),
        parent: fields.text(reader, &k::AREA_PARENT),
        aliases: fields.texts(reader, &k::AREA_ALIASES),
        id,
    })
}

fn appropriation(reader: &mut Reader, block: &Tree<'_>) -> Option<Appropriation> {
    let fields = Fields::open(reader, block, Section::Appropriation, &[]);
    let committee = fields.text(reader, &k::APPROPRIATION_COMMITTEE);
    let appropriation = Appropriation {
        committee: committee.clone().unwrap_or_else(|| Spanned::new(String::new(), block.span)),
        number: fields.text(reader, &k::APPROPRIATION_NUMBER),
        name: fields.text(reader, &k::APPROPRIATION_NAME).map(|word| word.value),
        area: fields.text(reader, &k::APPROPRIATION_AREA),
        years: years(reader, &fields, &k::APPROPRIATION_FROM, &k::APPROPRIATION_UNTIL),
        aliases: fields.texts(reader, &k::APPROPRIATION_ALIASES),
        span: block.span,
    };
    committee.map(|_| appropriation)
}

fn price_factor(reader: &mut Reader, block: &Tree<'_>) -> Option<PriceFactor> {
    let fields = Fields::open(reader, block, Section::PriceFactor, &[]);
    let (year, factor) = (fields.year(reader, &k::FACTOR_YEAR), fields.amount(reader, &k::FACTOR));
    let source = fields.text(reader, &k::FACTOR_SOURCE);
    Some(PriceFactor {
        year: year?,
        factor: factor?.map(Amount::decimal),
        source: source.unwrap_or_else(|| Spanned::new(String::new(), block.span)),
    })
}
