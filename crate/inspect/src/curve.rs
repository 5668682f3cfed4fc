//! Named curves, by the bits of their order: what OpenSSL and pyca call the size of a key; and by a hash of their
//! parameters, by which one is known that is written out.
//!
//! The number in a name is not that size (sect283r1 has 282 bits, c2pnb176v1 161, SM2 none in its name), so each
//! is listed: SEC 2 version 1 and 2, ANSI X9.62 appendix J, RFC 5639 §3, WAP WTLS appendix A and GB/T 32918.5.
//! `tests/inspect/key-sizes.test.mjs` asks OpenSSL about every one, by its name and with its parameters.

use anchorlight_pki::{ByOid, Oid};

pub(crate) fn bits(oid: &Oid) -> Option<usize> {
    BY_OID.get(oid).map(|(bits, _)| usize::from(bits))
}

/// The curve whose parameters have that hash (`ExplicitCurve::digest`); of several names, the first.
pub(crate) fn with_parameters(digest: u128) -> Option<Oid> {
    let (dotted, ..) = CURVES.iter().find(|(.., known)| *known == digest)?;
    Oid::from_dotted(dotted)
}

/// The first name of the same curve: SEC 2 and WAP named some again.
pub(crate) fn first_of_its_parameters(oid: &Oid) -> Oid {
    BY_OID.get(oid).and_then(|(_, digest)| with_parameters(digest)).unwrap_or_else(|| oid.clone())
}

static BY_OID: ByOid<(u16, u128), { CURVES.len() }> = ByOid::new(&by_oid());

const fn by_oid() -> [(&'static str, (u16, u128)); CURVES.len()] {
    let mut all = [("", (0, 0)); CURVES.len()];
    let mut at = 0;
    while at < all.len() {
        let (dotted, bits, digest) = CURVES[at];
        all[at] = (dotted, (bits, digest));
        at += 1;
    }
    all
}

/// Sorted by the text of the identifier.
const CURVES: [(&str, u16, u128); 80] = [
    ("1.2.156.10197.1.301", 256, 0x76119193c024f672d961a388dff176db),
    ("1.2.840.10045.3.0.1", 163, 0xeb62abcadf1ab88191270688ffffd0e1),
    ("1.2.840.10045.3.0.10", 193, 0xe66b0df81f0df8b30df6f79360eea86e),
    ("1.2.840.10045.3.0.11", 238, 0x6a917b4d41364c802773cba246f26dc7),
    ("1.2.840.10045.3.0.12", 237, 0x375c0079c0b9e317dfb29f6aaaf59320),
    ("1.2.840.10045.3.0.13", 236, 0x076c4396d6fd57f51376582ca4df485d),
    ("1.2.840.10045.3.0.16", 257, 0xc9dec32481d8815f2ffdc2c913c898b8),
    ("1.2.840.10045.3.0.17", 289, 0xde7359783e69787f7aa03a463d0a7af7),
    ("1.2.840.10045.3.0.18", 353, 0x42ef801e8fb25701056d5a1e9e63ad0f),
    ("1.2.840.10045.3.0.19", 353, 0x9afc449ce29b679ea1e6e015f511aa68),
    ("1.2.840.10045.3.0.2", 162, 0x3c892476f5487f0c73ee38c2a8601ec9),
    ("1.2.840.10045.3.0.20", 418, 0x5a3e3bf9a93929cade94901927784a8c),
    ("1.2.840.10045.3.0.3", 162, 0x2c5c4e9a2949cc4d7dd462e377230323),
    ("1.2.840.10045.3.0.4", 161, 0xddfb69593a1488d3de76614983423941),
    ("1.2.840.10045.3.0.5", 191, 0xb5f5d1f30c31afa3597a34c76a0c9973),
    ("1.2.840.10045.3.0.6", 190, 0xa79eef49711aadc5709b5c1515f0d719),
    ("1.2.840.10045.3.0.7", 189, 0x0bbffbb7b865613dd37ed34eba61e20f),
    ("1.2.840.10045.3.1.1", 192, 0x6b8bda983c782febdd0120ab3fee304f),
    ("1.2.840.10045.3.1.2", 192, 0x9d73df69034a4d7fa88b946cd0b1c3d4),
    ("1.2.840.10045.3.1.3", 192, 0x2b22ff356ba1990302d697af5fcdd078),
    ("1.2.840.10045.3.1.4", 239, 0x1ee2bb573f2cdf57d6df457f58e152b2),
    ("1.2.840.10045.3.1.5", 239, 0x6ed5660335eab2d7bfefb84a245fc5e2),
    ("1.2.840.10045.3.1.6", 239, 0xc7a304f8a95387f2f9b6b63c371c3c85),
    ("1.2.840.10045.3.1.7", 256, 0x4df5cec8e40e5f14d639d99afb74bfd8),
    ("1.3.132.0.1", 163, 0x06a60ebeac90df16a67b876e59121d86),
    ("1.3.132.0.10", 256, 0x5cf07259e98b6991d2c620dc6ad202cb),
    ("1.3.132.0.15", 163, 0xe938fdee79e5cecaeb6fccc01ae2a9d1),
    ("1.3.132.0.16", 281, 0x2451332835e94cdbe3760ffd7296280e),
    ("1.3.132.0.17", 282, 0x6fed4c6b253ae28c4bd5bada7ba3ca50),
    ("1.3.132.0.2", 162, 0x2010df4ba78d72ce6cd229d5dd112522),
    ("1.3.132.0.22", 131, 0x838a191d163c179a3baea3aaf9ca6ce4),
    ("1.3.132.0.23", 131, 0x15c67adaf2533e164392e48b2ceaf91b),
    ("1.3.132.0.24", 193, 0xfecc830d741f5fa95fb789233510389a),
    ("1.3.132.0.25", 193, 0x263e3f9bf7d35ed7e53f86d1b7ee0697),
    ("1.3.132.0.26", 232, 0xd68c30558e7b077c4a03ad252ea4e19d),
    ("1.3.132.0.27", 233, 0xb542f4e983fef167ddd9364e527cc51a),
    ("1.3.132.0.28", 128, 0x63a7265a441c06513e8d7cd3dab6b2d0),
    ("1.3.132.0.29", 126, 0xfb273a14016185e54fa67c8d3669d816),
    ("1.3.132.0.3", 238, 0xeb143aa6d151d09271ba6a8d105d3132),
    ("1.3.132.0.30", 161, 0xede2a95dcb38a5a103db414dc9639640),
    ("1.3.132.0.31", 192, 0xda70b0fa2e8bf39f261517531dbdd840),
    ("1.3.132.0.32", 225, 0x714a5c007098375d19ae3d37d0eabee7),
    ("1.3.132.0.33", 224, 0x8d32e5d2db470b3dae50b004c32de236),
    ("1.3.132.0.34", 384, 0x53a3018c3b12ad1496f11dffe85cd0c5),
    ("1.3.132.0.35", 521, 0x30779299f6576554555f13f96e25d465),
    ("1.3.132.0.36", 407, 0x85d37b991341128d626de83ecde056f5),
    ("1.3.132.0.37", 409, 0x5af8827cc75e6c72d0fa360c7e8c311a),
    ("1.3.132.0.38", 570, 0x0629d01096c65f84a4130aad29bac0f3),
    ("1.3.132.0.39", 570, 0x4c12b5105249a9212fcc6c9134164fd0),
    ("1.3.132.0.4", 113, 0xd8224dd3ac9605418ca7f5830a07a0b5),
    ("1.3.132.0.5", 113, 0x1f52323cff8c0983be5d611b76141bdc),
    ("1.3.132.0.6", 112, 0x7667dcb1460a7add95fcf76ce82e9baa),
    ("1.3.132.0.7", 110, 0x607e0027af628aeb680c02486ed336f3),
    ("1.3.132.0.8", 161, 0xfdf1cb9cdecc77ec4bbf75dc535d0cfe),
    ("1.3.132.0.9", 161, 0x445e0f1effaea82e68daebcc2cdd0aeb),
    ("1.3.36.3.3.2.8.1.1.1", 160, 0x9042fecad9fdb1dd41e282e3b0fac2ee),
    ("1.3.36.3.3.2.8.1.1.10", 320, 0x0c8be61e2f5366d47051fc6d8e77b096),
    ("1.3.36.3.3.2.8.1.1.11", 384, 0x1101be0a36ef6f6b11fb5d1528c3caf6),
    ("1.3.36.3.3.2.8.1.1.12", 384, 0x95f1bacad43be976a1b2bbbf6973f57e),
    ("1.3.36.3.3.2.8.1.1.13", 512, 0x6ead654c7a4bc9df70169e4a3bb6b7d4),
    ("1.3.36.3.3.2.8.1.1.14", 512, 0x06125cfe93f1b588965f962e8cda6851),
    ("1.3.36.3.3.2.8.1.1.2", 160, 0x95e603ead8061b1b06dde658bd6e4cc2),
    ("1.3.36.3.3.2.8.1.1.3", 192, 0x15bc2a697fd0c8c56529ac5476bd017e),
    ("1.3.36.3.3.2.8.1.1.4", 192, 0xddb956c7db606fb5c0bc9e8200a7219b),
    ("1.3.36.3.3.2.8.1.1.5", 224, 0x9577e87073e7376526cbfac46fa4e125),
    ("1.3.36.3.3.2.8.1.1.6", 224, 0x7ca17f27f6bb10d8823f997890876ae6),
    ("1.3.36.3.3.2.8.1.1.7", 256, 0xd247142e419b20b315f5920166ccbfef),
    ("1.3.36.3.3.2.8.1.1.8", 256, 0xcc02f6207a64bac810ddf21ff8e14b3d),
    ("1.3.36.3.3.2.8.1.1.9", 320, 0xce1ac06e5805e71a7158b3a462c9448f),
    ("2.23.43.1.4.1", 112, 0x0b4af7ab78cb63e906ee1722774ffcc7),
    ("2.23.43.1.4.10", 232, 0xd68c30558e7b077c4a03ad252ea4e19d),
    ("2.23.43.1.4.11", 233, 0xb542f4e983fef167ddd9364e527cc51a),
    ("2.23.43.1.4.12", 224, 0x8d32e5d2db470b3dae50b004c32de236),
    ("2.23.43.1.4.3", 163, 0x06a60ebeac90df16a67b876e59121d86),
    ("2.23.43.1.4.4", 113, 0xd8224dd3ac9605418ca7f5830a07a0b5),
    ("2.23.43.1.4.5", 163, 0xeb62abcadf1ab88191270688ffffd0e1),
    ("2.23.43.1.4.6", 112, 0x7667dcb1460a7add95fcf76ce82e9baa),
    ("2.23.43.1.4.7", 161, 0xede2a95dcb38a5a103db414dc9639640),
    ("2.23.43.1.4.8", 113, 0x4e0559b86a1afe7fa287a52dc983444a),
    ("2.23.43.1.4.9", 161, 0xb9f63428213e562e139e995a65cabdbd),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_curve_has_a_name() {
        assert!(CURVES.is_sorted_by(|a, b| a.0 < b.0));
        for (dotted, ..) in CURVES {
            let oid = Oid::from_dotted(dotted).unwrap();
            assert!(crate::names::of(&oid).is_some(), "{dotted}");
        }
    }
}
