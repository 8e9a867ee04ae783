//! Annexes referred to by number, where the note has numbered annexes of its own. Where it has
//! none, they are papers beside it, and nothing can be said.

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::Setting;
use crate::rule::context::Context;
use crate::rule::mentions::numbered;
use crate::text;
use crate::text::Text;

rule!(
    NO_SUCH_ANNEX = "bilagsnummer", Warning;
    "Teksten henviser til et bilag, som notatet ikke har.",
    "The text refers to an annex that the note does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let passages =
        || prose.texts.iter().flat_map(|text| text.list.iter().map(move |passage| (text, passage)));
    let mut own: Vec<usize> = Vec::new();
    for (_, passage) in passages().filter(|(_, passage)| passage.setting == Setting::Heading) {
        own.extend(
            numbered::find(&passage.text, &passage.digits, "bilag")
                .into_iter()
                .filter(|found| found.range.start == 0)
                .map(|found| found.number),
        );
    }
    own.sort_unstable();
    own.dedup();
    if own.is_empty() {
        return;
    }
    let listed: Vec<Text> = own.iter().map(Text::same).collect();
    let Text { da, en } = Text::list(&listed);
    for (text, passage) in
        passages().filter(|(_, passage)| !passage.quoted && passage.setting != Setting::Footnote)
    {
        for found in numbered::find(&passage.text, &passage.digits, "bilag") {
            let number = found.number;
            if found.elsewhere || own.contains(&number) {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    &NO_SUCH_ANNEX,
                    text.span(passage, found.range),
                    text!("der er intet bilag {number}", "there is no annex {number}"),
                )
                .note(text!("notatet har bilag {da}", "the note has annex {en}"))
                .help(text!(
                    "ret nummeret; hører bilaget til et andet papir, så sig hvilket: bilag {number} til …",
                    "correct the number; if the annex is another paper's, say which: bilag {number} til …"
                )),
            );
        }
    }
}
