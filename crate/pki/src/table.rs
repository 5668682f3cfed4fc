//! Order in little code: the standard library's maps and sorts are copied for each type they are
//! used with, which in a module for browsers counts.

use std::borrow::Borrow;
use std::cmp::Ordering;

/// A map in a sorted vector, for the few things that a search keeps in mind: an insertion moves what
/// comes after it, so that whatever is put in must be bounded, or come in order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Table<K, V>(Vec<(K, V)>);

/// A set in a sorted vector.
pub type Set<K> = Table<K, ()>;

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Table<K, V> {
    /// With nothing in it.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Table<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &self.0[place].1)
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &mut self.0[place].1)
    }

    /// Whether a key is there.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// The value of a key; where there is none, the one that `make` makes is put there first.
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (key, make()));
                place
            }
        };
        &mut self.0[place].1
    }

    /// Gives a key a value, whatever it had.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Ok(place) = self.place(key) {
            self.0.remove(place);
        }
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keys and values in the order of the keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }

    /// Keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Values in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::default();
        for key in keys {
            set.insert(key, ());
        }
        set
    }
}

/// Sorts by a key that is made once for each item; items with equal keys stay in their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let places = sorted_places(items.len(), &|one, other| keys[one].cmp(&keys[other]));
    arrange(items, &places);
}

/// Sorts; items that compare as equal stay in their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|one, other| compare(&items[one], &items[other]));
    arrange(items, &places);
}

/// Puts every item where it belongs, given from where it comes.
fn arrange<T>(items: &mut [T], places: &[usize]) {
    for place in 0..items.len() {
        // What belongs here has moved to where an earlier exchange put it.
        let mut from = places[place];
        while from < place {
            from = places[from];
        }
        items.swap(place, from);
    }
}

/// The one copy of the sort.
fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_keeps_its_keys_in_order_and_once() {
        let mut table = Table::default();
        for (key, value) in [("b", 1), ("c", 2), ("a", 3), ("b", 4)] {
            table.insert(key, value);
        }
        assert!(table.keys().eq(&["a", "b", "c"]));
        assert!(table.values().eq(&[3, 4, 2]));
        assert_eq!(table.get("b"), Some(&4));
        assert_eq!(*table.get_or_insert_with("a", || 9), 3);
        assert_eq!(*table.get_or_insert_with("d", || 9), 9);
        table.remove("b");
        assert!(!table.contains("b"));
        assert_eq!(table.len(), 3);
    }

    #[test]
    fn sorting_keeps_equals_in_their_order() {
        for count in 0..60_usize {
            let mut items: Vec<_> = (0..count).map(|place| (place * 7 % 5, place)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            let mut compared = items.clone();
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
            sort_by(&mut compared, |one, other| one.0.cmp(&other.0));
            assert_eq!(compared, expected);
        }
    }
}
