use budgetnotat::project::{Input, Project};
use budgetnotat::rule::{check, Selection};
fn walk(dir: &std::path::Path, root: &std::path::Path, out: &mut Vec<Input>) {
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() { walk(&p, root, out) } else if p.extension().is_some_and(|e| e == "toml") {
            out.push(Input { path: p.strip_prefix(root).unwrap().to_str().unwrap().into(), bytes: std::fs::read(&p).unwrap() });
        }
    }
}
#[test]
fn smoke() {
    let root = std::env::var("ROOT").map(std::path::PathBuf::from).unwrap_or(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).into());
    let mut inputs = vec![];
    walk(&root.join("notes"), &root, &mut inputs);
    let t = std::time::Instant::now();
    let project = Project::read(inputs);
    let checked = check(&project, &Selection::All);
    println!("{:?} {:?}", checked.counts, t.elapsed());
    for f in &checked.findings {
        let s = project.sources.get(f.primary.span.file).unwrap();
        println!("{}:{} {:?}[{}] {} | {} || {:?} | help {:?} | note {:?} | {:?}", s.path, project.sources.line(f.primary.span), f.severity(), f.rule.name, f.message.da, s.slice(f.primary.span), f.labels.iter().map(|l| format!("{}:{}:{}", project.sources.line(l.span), project.sources.slice(l.span), l.text.da)).collect::<Vec<_>>(), f.help.as_ref().map(|h| &h.da), f.note.as_ref().map(|h| &h.da), f.sides);
    }
}
