//! A pack's own pages on both sides.

use std::collections::BTreeSet;

use super::change::Change;
use super::compared::{Compared, earlier};
use super::side::Side;
use crate::correction;
use crate::note::Pack;
use crate::page::pack::PackPage;
use crate::rule::Selection;
use crate::text::Text;

/// The packs of either side, by path.
pub(super) fn of<'s>(
    base: &'s Side,
    head: &'s Side,
    selection: &Selection,
) -> Vec<(&'s str, Option<&'s Pack>, Option<&'s Pack>)> {
    let (old, new) = (base.packs(selection), head.packs(selection));
    let paths: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    paths.into_iter().map(|path| (path, old.get(path).copied(), new.get(path).copied())).collect()
}

/// What became of a pack's own pages.
pub(super) fn change(
    (base, old): (&Side, Option<&Pack>),
    (head, new): (&Side, Option<&Pack>),
) -> Compared {
    let page = |side: &Side, pack: Option<&Pack>| -> Result<Option<PackPage>, Text> {
        pack.map_or(Ok(None), |pack| side.front(pack))
    };
    let (before, after) = match (page(base, old).map_err(earlier), page(head, new)) {
        (Ok(before), Ok(after)) => (before, after),
        (_, Err(why)) | (Err(why), _) => return Compared::new(Change::Unknown(why), false),
    };
    let cells = before.as_ref().zip(after.as_ref()).map_or_else(Vec::new, |(before, after)| {
        correction::corrected(&before.tables(), &after.tables())
    });
    let pictures =
        |side: &Side, page: Option<PackPage>| page.map(|page| side.pictures(&page)).transpose();
    let change = match (pictures(base, before).map_err(earlier), pictures(head, after)) {
        (_, Err(why)) | (Err(why), _) => Change::Unknown(why),
        (Ok(None), Ok(None)) => Change::Same,
        (Ok(None), Ok(Some(after))) => Change::New(after),
        (Ok(Some(before)), Ok(None)) => Change::Gone(before),
        (Ok(Some(before)), Ok(Some(after))) => Change::between(before, after),
    };
    Compared { change, draft: false, cells }
}
