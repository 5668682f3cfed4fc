//! BKS, the key store of Bouncy Castle (org.bouncycastle.jcajce.provider.keystore.bc), is named and not
//! read: tools that make it can write PKCS #12.

use super::{Format, Opened};
use crate::problem::{ContainerProblem, Problem};

/// Its version, then a salt of 20 octets with its length, the iterations (1,024 to 2,047), and the kind of the
/// first entry; 0 where there is none.
pub(super) fn open(input: &[u8]) -> Option<Opened<'_>> {
    let number = |at: usize| input.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    let is_one = matches!(number(0)?, 1 | 2)
        && number(4)? == 20
        && (1024..2048).contains(&number(28)?)
        && *input.get(32)? <= 4;
    is_one.then(|| {
        let mut opened = Opened::new(Format::Bks);
        let problem = ContainerProblem::MethodUnsupported { method: "BKS".to_owned() };
        opened.problem = Some(Problem::fatal(problem, 0));
        opened
    })
}
