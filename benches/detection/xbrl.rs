//! Papers as XBRL, for a judge that is not ours: every figure a fact, every sum a calculation in a
//! role of its own.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use crate::count::Job;
use crate::papers::{Paper, Print};

const NAMESPACES: &str = "xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" xmlns:link=\"http://www.xbrl.org/2003/linkbase\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
    xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\" xmlns:p=\"urn:paper\"";

/// Papers that are exported of each sort with each slip.
const EACH: u64 = 5;

/// What a role's address begins with.
const ROLE: &str = "urn:sum:";

/// Writes a schema, a linkbase and an instance of all papers together, and which sums their
/// intervals say are off, one a line: role, then `ok` or `off`.
pub(crate) fn export(folder: &Path, jobs: &[Job], seed: u64) -> io::Result<()> {
    let (mut concepts, mut roles, mut arcs, mut facts, mut verdicts) = Default::default();
    for job in jobs.iter().filter(|job| job.number % 1_000_000 < EACH) {
        let (paper, _) = job.paper(seed);
        let parts = [&mut concepts, &mut roles, &mut arcs, &mut facts, &mut verdicts];
        write(&paper, job.number, parts);
    }
    fs::create_dir_all(folder)?;
    let write = |name: &str, text: String| fs::write(folder.join(name), text);
    write(
        "papers.xsd",
        format!(
            "<xsd:schema {NAMESPACES} targetNamespace=\"urn:paper\" elementFormDefault=\"qualified\">\n\
             <xsd:annotation><xsd:appinfo>\n{roles}<link:linkbaseRef xlink:type=\"simple\" xlink:href=\"papers-cal.xml\" \
             xlink:role=\"http://www.xbrl.org/2003/role/calculationLinkbaseRef\" \
             xlink:arcrole=\"http://www.w3.org/1999/xlink/properties/linkbase\"/>\n</xsd:appinfo></xsd:annotation>\n\
             <xsd:import namespace=\"http://www.xbrl.org/2003/instance\" schemaLocation=\"http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd\"/>\n\
             {concepts}</xsd:schema>\n"
        ),
    )?;
    write("papers-cal.xml", linkbase(&arcs))?;
    write(
        "papers.xbrl",
        format!(
            "<xbrli:xbrl {NAMESPACES}>\n<link:schemaRef xlink:type=\"simple\" xlink:href=\"papers.xsd\"/>\n\
             <xbrli:context id=\"c\"><xbrli:entity><xbrli:identifier scheme=\"urn:paper\">paper</xbrli:identifier></xbrli:entity>\
             <xbrli:period><xbrli:instant>2020-12-31</xbrli:instant></xbrli:period></xbrli:context>\n\
             <xbrli:unit id=\"dkk\"><xbrli:measure>iso4217:DKK</xbrli:measure></xbrli:unit>\n{facts}</xbrli:xbrl>\n"
        ),
    )?;
    write("verdicts.txt", verdicts)
}

fn linkbase(arcs: &str) -> String {
    let roles: BTreeSet<&str> =
        arcs.split(ROLE).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let role = |name: &&str| {
        format!(
            "<link:roleRef xlink:type=\"simple\" roleURI=\"{ROLE}{name}\" xlink:href=\"papers.xsd#{}\"/>\n",
            id(name)
        )
    };
    format!(
        "<link:linkbase {NAMESPACES}>\n\
         <link:arcroleRef xlink:type=\"simple\" arcroleURI=\"https://xbrl.org/2023/arcrole/summation-item\" \
         xlink:href=\"https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item\"/>\n{}{arcs}</link:linkbase>\n",
        roles.iter().map(role).collect::<String>()
    )
}

/// A role's id in the schema.
fn id(role: &str) -> String {
    format!("r{}", role.replace(':', "_"))
}

/// Adds one paper: concepts, roles, arcs, facts, verdicts.
fn write(paper: &Paper, number: u64, [concepts, roles, arcs, facts, verdicts]: [&mut String; 5]) {
    // An exact figure is known to the last krone and beyond.
    let decimals = match paper.print {
        Print::Exact => "INF",
        Print::Thousands => "-3",
        Print::Millions => "-5",
    };
    for (index, figure) in paper.figures.iter().enumerate() {
        let (name, kroner) = (format!("f{number}_{index}"), figure.printed * paper.print.kroner());
        let _ = writeln!(
            concepts,
            "<xsd:element name=\"{name}\" id=\"{name}\" type=\"xbrli:monetaryItemType\" substitutionGroup=\"xbrli:item\" \
             xbrli:periodType=\"instant\" nillable=\"true\"/>"
        );
        let _ = writeln!(
            facts,
            "<p:{name} contextRef=\"c\" unitRef=\"dkk\" decimals=\"{decimals}\">{kroner}</p:{name}>"
        );
    }
    for (index, sum) in paper.sums.iter().enumerate() {
        let role = format!("{number}:{index}");
        let off = 2 * paper.residual(sum).abs() > paper.reach(sum);
        // A sum of one figure says that it is nothing: there is no calculation of that.
        let Some(((weight, total), parts)) =
            sum.terms.split_last().filter(|(_, parts)| !parts.is_empty())
        else {
            continue;
        };
        let _ = writeln!(verdicts, "{ROLE}{role} {}", if off { "off" } else { "ok" });
        let _ = writeln!(
            roles,
            "<link:roleType roleURI=\"{ROLE}{role}\" id=\"{}\"><link:usedOn>link:calculationLink</link:usedOn></link:roleType>",
            id(&role)
        );
        let _ = writeln!(
            arcs,
            "<link:calculationLink xlink:type=\"extended\" xlink:role=\"{ROLE}{role}\">"
        );
        let locator = |figure: usize| {
            format!(
                "<link:loc xlink:type=\"locator\" xlink:href=\"papers.xsd#f{number}_{figure}\" xlink:label=\"f{figure}\"/>\n"
            )
        };
        arcs.push_str(&locator(*total));
        for (order, (own, part)) in parts.iter().enumerate() {
            arcs.push_str(&locator(*part));
            // The total on its own side: total = Σ −weight/its weight · part, and weights are 1 or
            // −1.
            let _ = writeln!(
                arcs,
                "<link:calculationArc xlink:type=\"arc\" xlink:arcrole=\"https://xbrl.org/2023/arcrole/summation-item\" \
                 xlink:from=\"f{total}\" xlink:to=\"f{part}\" weight=\"{}\" order=\"{}\"/>",
                -own * weight,
                order + 1
            );
        }
        arcs.push_str("</link:calculationLink>\n");
    }
}
