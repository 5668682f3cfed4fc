//! Entries of a list by serial number, without a copy of them.
//!
//! Offset and hash of each entry, grouped by the hash of the serial number: a look-up reads one
//! group, and of the list itself hardly more than the entry it is after, however long the list is.
//! Nine bytes an entry; built in two passes whatever the serials are, so that serials chosen to
//! collide cost a scan at worst, and no more.

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Where each group starts in `entries`; one more than there are groups.
    groups: Vec<u32>,
    /// Group by group, each in the list's order.
    entries: Vec<Place>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// Offset in the list's DER.
    offset: u32,
    hash: u32,
}

/// Entries met in the list's order, before they are grouped.
#[derive(Default)]
pub(crate) struct Builder(Vec<Place>);

impl Builder {
    pub(crate) fn add(&mut self, offset: u32, serial: &[u8]) {
        self.0.push(Place { offset, hash: hash(serial) });
    }

    pub(crate) fn finish(self) -> Index {
        // Four entries a group: a quarter of the memory of one each, and still one cache line.
        let bits = (self.0.len() / 4).next_power_of_two().trailing_zeros();
        let mut groups = vec![0_u32; (1 << bits) + 1];
        for place in &self.0 {
            groups[group(place.hash, bits) + 1] += 1;
        }
        for index in 1..groups.len() {
            groups[index] += groups[index - 1];
        }
        let mut next = groups.clone();
        let mut entries = vec![Place::default(); self.0.len()];
        for place in self.0 {
            let slot = &mut next[group(place.hash, bits)];
            entries[*slot as usize] = place;
            *slot += 1;
        }
        Index { groups, entries }
    }
}

impl Index {
    /// Offsets of the entries that may have this serial number.
    pub(crate) fn candidates(&self, serial: &[u8]) -> impl Iterator<Item = u32> {
        let hash = hash(serial);
        let bits = self.groups.len().saturating_sub(1).trailing_zeros();
        let range = group(hash, bits.min(31));
        let bounds = self.groups.get(range).zip(self.groups.get(range + 1));
        let (start, end) = bounds.map_or((0, 0), |(start, end)| (*start as usize, *end as usize));
        let places = self.entries[start..end].iter();
        places.filter(move |place| place.hash == hash).map(|place| place.offset)
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }
}

fn group(hash: u32, bits: u32) -> usize {
    // The upper bits are the well-mixed ones.
    (u64::from(hash) >> (32 - bits)) as usize
}

/// FNV-1a, then a multiplication that carries every bit upwards.
fn hash(serial: &[u8]) -> u32 {
    let fold = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    serial.iter().fold(0x811c_9dc5, fold).wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_in_its_group_at_any_size() {
        for count in [0_u32, 1, 3, 4, 5, 1000] {
            let mut builder = Builder::default();
            for number in 0..count {
                builder.add(number, &number.to_be_bytes());
            }
            let index = builder.finish();
            assert_eq!(index.len(), count as usize);
            for number in 0..count {
                assert!(index.candidates(&number.to_be_bytes()).any(|found| found == number));
            }
        }
    }

    #[test]
    fn groups_stay_small() {
        let mut builder = Builder::default();
        for number in 0..100_000_u32 {
            builder.add(number, &number.to_be_bytes());
        }
        let index = builder.finish();
        let longest = index.groups.windows(2).map(|pair| pair[1] - pair[0]).max();
        assert!(longest < Some(32), "{longest:?}");
    }

    #[test]
    fn a_list_without_entries_has_no_candidates() {
        assert_eq!(Index::default().candidates(&[1]).count(), 0);
        assert_eq!(Builder::default().finish().candidates(&[1]).count(), 0);
    }
}
