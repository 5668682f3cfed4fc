//! Tables by object identifier.

use const_oid::ObjectIdentifier;

use crate::oid::Oid;

/// Values by identifier. An identifier is kept as a number: a search compares a few of them, and no text.
pub struct ByOid<V, const N: usize>([(u128, V); N]);

impl<V: Copy, const N: usize> ByOid<V, N> {
    /// The identifiers in dotted form, in any order: they are put in theirs when the table is compiled.
    ///
    /// # Panics
    ///
    /// Where one is there twice, is none, or is longer than any that has a name.
    #[must_use]
    pub const fn new(entries: &[(&str, V)]) -> Self {
        let mut table = [(0, entries[0].1); N];
        let mut count = 0;
        while count < N {
            let (dotted, value) = entries[count];
            let number = number(ObjectIdentifier::new_unwrap(dotted).as_bytes());
            assert!(number != TOO_LONG);
            let mut at = count;
            while at > 0 && table[at - 1].0 > number {
                table[at] = table[at - 1];
                at -= 1;
            }
            assert!(at == 0 || table[at - 1].0 != number);
            table[at] = (number, value);
            count += 1;
        }
        Self(table)
    }

    /// The value of an identifier.
    pub fn get(&self, oid: &Oid) -> Option<V> {
        let number = number(oid.contents());
        self.0.binary_search_by_key(&number, |(known, _)| *known).ok().map(|at| self.0[at].1)
    }

    /// The identifier of the first value that is the one that is wanted.
    pub fn find(&self, is_wanted: impl Fn(&V) -> bool) -> Option<Oid> {
        let (number, _) = self.0.iter().find(|(_, value)| is_wanted(value))?;
        let octets = number.to_be_bytes();
        let zeros = octets.iter().take_while(|octet| **octet == 0).count();
        Oid::from_contents(&octets[zeros + 1..])
    }
}

/// No identifier has it.
const TOO_LONG: u128 = 0;

/// The contents octets as one number, with a 1 before them so that no two have the same.
const fn number(contents: &[u8]) -> u128 {
    if contents.len() > 15 {
        return TOO_LONG;
    }
    let (mut number, mut at) = (1, 0);
    while at < contents.len() {
        number = number << 8 | contents[at] as u128;
        at += 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: ByOid<u8, 4> = ByOid::new(&[
        ("2.5.4.3", 1),
        ("1.2.840.113549.1.12.10.1.1", 2),
        ("2.5.29.32.0", 3),
        ("0.9", 4),
    ]);

    #[test]
    fn what_is_in_it_is_found_both_ways_and_nothing_else() {
        for (dotted, value) in
            [("2.5.4.3", 1), ("1.2.840.113549.1.12.10.1.1", 2), ("2.5.29.32.0", 3), ("0.9", 4)]
        {
            let oid = Oid::from_dotted(dotted).unwrap();
            assert_eq!(TABLE.get(&oid), Some(value));
            assert_eq!(TABLE.find(|known| *known == value), Some(oid));
        }
        for dotted in
            ["2.5.4", "2.5.4.3.0", "2.5.29.32", "2.25.329800735698586629295641978511506172918"]
        {
            assert_eq!(TABLE.get(&Oid::from_dotted(dotted).unwrap()), None, "{dotted}");
        }
        assert_eq!(TABLE.find(|known| *known == 5), None);
    }
}
