//! What this crate reads with, for crates that read other objects of the same parts.

pub use crate::algorithm::read_oid;
pub use crate::distribution_point::points as distribution_points;
pub use crate::extension::{
    general_names, general_names_of, members, not_a, of_extension, read_all as extensions,
    read_one as extension, sequence,
};
pub use crate::intake::private_key;
pub use crate::key::whole_octets;
pub use crate::name::characters;
pub use crate::pem::{Block, Broken, base64_before, blocks as pem_blocks, is_pem};
pub use crate::policies::policies;
pub use crate::tlv::{Cursor, Tlv};
