//! The price levels of a table's rows.

use crate::note::column::Period;
use crate::note::post::Post;
use crate::note::prices::{PriceLevel, PriceLevels};
use crate::note::table::Table;

impl Table {
    /// The price level of a post's amount of a period: its own, or the table's.
    pub fn prices_of(&self, post: &Post, period: Period) -> Option<PriceLevel> {
        post.prices.or_else(|| self.prices.as_ref()?.of(period))
    }

    /// True where a post's columns can't be added without saying so.
    pub fn mixes_prices_across(&self, post: &Post) -> bool {
        post.prices.map_or_else(
            || self.prices.as_ref().is_some_and(PriceLevels::mixed),
            |own| own == PriceLevel::Current,
        )
    }

    /// True where the posts that are counted are in several price levels: they can't be added
    /// without saying so.
    pub fn mixes_prices(&self) -> bool {
        let own = |post: &Post| post.prices.map(PriceLevels::One).or_else(|| self.prices.clone());
        let any = self.posts.iter().any(|post| post.prices.is_some());
        let mut all = self.posts.iter().filter(|post| post.counted()).map(own);
        let first = any.then(|| all.next()).flatten();
        first.is_some_and(|first| all.any(|other| other != first))
    }
}
