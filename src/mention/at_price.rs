//! Counts at a price: "5 årsværk à 640.000 kr. = 3,2 mio. kr."

use memchr::memmem;

use crate::mention::arithmetic::{Mark, Sum, Term, equals, product, term};
use crate::mention::money::kroner;

/// Words right before a price, with the blanks about them.
const AT: &[&str] = &[" à ", " á "];

/// The most bytes that a count and what is counted take.
const MOST: usize = 60;

/// The most words between a count and its price.
const MOST_WORDS: usize = 3;

/// Words between a price and what it comes to: what the price is for.
const FOR: &[&str] = &["årligt", "om året", "pr. år", "hver", "pr. stk.", "i alt"];

/// True for an amount right after a count and "til": "4 medarbejdere til 800.000 kr." says what each
/// of them, or all, cost.
pub(super) fn is_of_count(sentence: &str, amount: usize) -> bool {
    let Some(before) = sentence.get(..amount) else { return false };
    let before = before.trim_end_matches([' ', '\u{a0}']);
    let Some(head) = before.strip_suffix("til") else { return false };
    let apart = head.ends_with([' ', '\u{a0}']);
    apart && count(sentence, head.trim_end_matches([' ', '\u{a0}']).len()).is_some()
}

/// What a sentence writes out of counts at a price, in order.
pub(super) fn find(sentence: &str) -> Vec<Sum> {
    let bytes = sentence.as_bytes();
    // The second byte of "à" and "á".
    let says = |at: usize| matches!(bytes.get(at + 1), Some(0xa0 | 0xa1));
    if !memchr::memchr_iter(0xc3, bytes).any(says) {
        return Vec::new();
    }
    let places = AT.iter().flat_map(|at| {
        let found = memmem::find_iter(sentence.as_bytes(), at.as_bytes());
        found.map(move |start| (start, start + at.len()))
    });
    let mut out: Vec<Sum> = places.filter_map(|(end, price)| sum(sentence, end, price)).collect();
    out.sort_by_key(|sum| sum.range.start);
    out
}

/// What a count that ends at `end`, with what is counted, comes to at the price from `price` on.
fn sum(text: &str, end: usize, price: usize) -> Option<Sum> {
    let count = count(text, end)?;
    let price = term(text, price).filter(|price| price.unit.is_some())?;
    let mut after = price.range.end;
    for words in FOR {
        let rest = text.get(after..)?;
        let own = rest.trim_start_matches([' ', '\u{a0}', ',']);
        let Some(rest) = own.strip_prefix(words) else { continue };
        after = text.len() - rest.len();
    }
    // "i alt" says as much as "er" does.
    let length = match equals(text.get(after..)?) {
        Some((_, length)) => length,
        None if text[..after].ends_with("i alt") => blanks(&text[after..]),
        None => return None,
    };
    let result = term(text, after + length)?;
    let unit = result.unit?;
    let said = kroner(result.value, unit)?;
    let half = kroner(rust_decimal::Decimal::new(5, result.decimals + 1), unit)?;
    let start = count.range.start;
    let factors = [(Mark::Plus, count), (Mark::Times, price)];
    let (value, reach) = product(&factors, unit, said)?;
    let holds = value.checked_sub(said)?.abs() <= reach.checked_add(half)?;
    Some(Sum { range: start..result.range.end, result: result.range.start, value, holds })
}

/// The count that a few words before a place begin with: "5 nye årsværk".
fn count(text: &str, end: usize) -> Option<Term> {
    let mut at = end;
    for words in 0..=MOST_WORDS {
        let head = text.get(..at)?.trim_end_matches([' ', '\u{a0}']);
        let word = head.rfind([' ', '\u{a0}', '\n', '(']);
        let start = word.map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
        if end - start > MOST {
            return None;
        }
        let own = term(text, start).filter(|own| own.unit.is_none() && own.range.end == head.len());
        if own.is_some() && words > 0 {
            return own;
        }
        // A mark between them parts them.
        if head.ends_with([',', ';', ':', ')']) || start == 0 {
            return None;
        }
        at = start;
    }
    None
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{a0}']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_after_a_count() {
        let is = |text: &str| is_of_count(text, text.find("800").unwrap_or_default());
        for text in ["Der ansættes 4 medarbejdere til 800.000 kr.", "4 nye biler til 800.000 kr."]
        {
            assert!(is(text), "{text}");
        }
        for text in [
            "Der afsættes 4 mio. kr. til 800.000 kr.",
            "Der søges midler til 800.000 kr.",
            "I 4. kvartal: det hele til 800.000 kr.",
            "4 medarbejdere, biler og lokaler til 800.000 kr.",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn counts_at_a_price_are_multiplied() {
        let read = |text: &str| {
            find(text)
                .into_iter()
                .map(|sum| (sum.value.normalize().to_string(), sum.holds))
                .collect::<Vec<_>>()
        };
        for (text, value, holds) in [
            ("5 årsværk à 640.000 kr. = 3,2 mio. kr. i 2027", "3200000", true),
            ("5 nye årsværk á 640.000 kr. årligt giver 3,2 mio. kr.", "3200000", true),
            ("5 årsværk á 650.000 kr., i alt 3,5 mio. kr.", "3250000", false),
            ("(12 hold à 0,5 mio. kr., svarende til 6 mio. kr.)", "6000000", true),
        ] {
            assert_eq!(read(text), [(value.to_owned(), holds)], "{text}");
        }
        for text in [
            "årsværk à 640.000 kr. = 3,2 mio. kr.",
            "5 år, årsværk à 640.000 kr. = 3,2 mio. kr.",
            "5 årsværk à 640.000 kr. og 3,2 mio. kr. til andet",
            "vis à vis 3 mio. kr.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
