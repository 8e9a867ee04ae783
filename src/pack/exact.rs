//! A pack's money part by part, exact, for whatever verifies what is printed of it.

use crate::audit::Money;
use crate::pack::Packed;

impl<'a> Packed<'a> {
    /// All its money, counted or not.
    pub fn money(&'a self) -> Vec<Money<'a>> {
        let part = |part: crate::pack::Part<'a, 'a>| Money {
            note: part.member.note,
            committee: &part.sum.committee,
            area: &part.sum.area,
            choice: part.sum.choice.as_deref(),
            outside: &part.sum.outside,
            period: part.sum.period,
            amount: part.sum.amount,
        };
        self.parts().map(part).collect()
    }
}
