//! Entries of a list by serial number, without a copy of them.
//!
//! Offsets of the entries, grouped by a hash of the serial number: a look-up reads one group
//! however long the list is. Five bytes an entry; built in two passes whatever the serials are, so
//! that serials chosen to collide cost a scan of the list at worst, and no more.

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Where each group starts in `entries`; one more than there are groups.
    groups: Vec<u32>,
    /// Offsets of entries in the list's DER, group by group, each group in the list's order.
    entries: Vec<u32>,
}

/// Entries met in the list's order, before they are grouped.
#[derive(Default)]
pub(crate) struct Builder {
    /// Offset and hash of each entry.
    met: Vec<(u32, u32)>,
}

impl Builder {
    pub(crate) fn add(&mut self, offset: u32, serial: &[u8]) {
        self.met.push((offset, hash(serial)));
    }

    pub(crate) fn finish(self) -> Index {
        // Four entries a group: a quarter of the memory of one each, and still one cache line.
        let bits = (self.met.len() / 4).next_power_of_two().trailing_zeros();
        let mut groups = vec![0_u32; (1 << bits) + 1];
        for (_, hash) in &self.met {
            groups[group(*hash, bits) + 1] += 1;
        }
        for index in 1..groups.len() {
            groups[index] += groups[index - 1];
        }
        let mut next = groups.clone();
        let mut entries = vec![0_u32; self.met.len()];
        for (offset, hash) in &self.met {
            let place = &mut next[group(*hash, bits)];
            entries[*place as usize] = *offset;
            *place += 1;
        }
        Index { groups, entries }
    }
}

impl Index {
    /// Offsets of the entries that may have this serial number.
    pub(crate) fn candidates(&self, serial: &[u8]) -> &[u32] {
        let Some(count) = self.groups.len().checked_sub(1) else { return &[] };
        let group = group(hash(serial), count.trailing_zeros());
        &self.entries[self.groups[group] as usize..self.groups[group + 1] as usize]
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
                assert!(index.candidates(&number.to_be_bytes()).contains(&number));
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
        let longest = (0..100_000_u32).map(|n| index.candidates(&n.to_be_bytes()).len()).max();
        assert!(longest < Some(32), "{longest:?}");
    }
}
