//! Logs of Certificate Transparency, by the SHA-256 of their keys (RFC 6962 §3.2).
//!
//! Those that Chromium 156 of November 2026 knows; https://www.gstatic.com/ct/log_list/v3/log_list.json has
//! the list of the day. A log that is not here is shown by its identifier.

use anchorlight_pki::hex;

/// What the log is called by those who run it.
pub(crate) fn name(id: &[u8]) -> Option<&'static str> {
    let id = hex::encode(id);
    let at = LOGS.binary_search_by(|(known, _)| (*known).cmp(id.as_str())).ok()?;
    Some(LOGS[at].1)
}

/// Sorted by identifier.
const LOGS: &[(&str, &str)] = &[
    ("001a5d1a1c2d9375b6485578f82f71a1ae6eef397d297c8ae3157bcadee1a01e", "DigiCert 'Wyvern2027h1'"),
    (
        "00b356cfdde524b4655d4c63653c5250c434e20a04851039bafd64ce5c85ab6b",
        "IPng Networks Halloumi2028h2",
    ),
    (
        "00d5c252a669cdfe8ed2c817a62e4cfced92c87491ee971c9afddb52887885a8",
        "IPng Networks Gouda2028h2",
    ),
    ("035f1e6109e7e38601a9b8641e57e5f5a78f788727532fcf4253f1ebc9aa0f39", "Geomys Tuscolo2028h2"),
    ("03802ac262f6e05e03f8bc6f7b9851324fd76a3df5b7595175e222fb8e9bd5f6", "Sectigo 'Tiger2027h2'"),
    (
        "09157f632d46c7f76d95265493bc0f00b395ac5db3a2b26bfb043dba4ac63893",
        "IPng Networks 'Halloumi2027h2'",
    ),
    (
        "1205d0255ac1893cae5410703c4f1273fc9700e12b584a7f806adc555580c0b1",
        "IPng Networks Gouda2028h1",
    ),
    ("176dd142bf0aacbc818d4513bbdcc30adb5e59326253928b9ad7cb760ff6e3b9", "Geomys Trastevere2027h1"),
    (
        "1a8b9d695362d86492a7b9e223606e34ece9e310ba34fb9305785d29ce5757eb",
        "IPng Networks 'Gouda2027h2'",
    ),
    (
        "1a8b9d6b0ffebf81b47939c6d2310a86d6d102d4f046e2182c9de35f5e2625ef",
        "IPng Networks 'Gouda2026h2'",
    ),
    (
        "1a8b9d6b8dd791d1cd0549edb60355d606b64fad30db71fe788f0fc7c8fbc4b1",
        "IPng Networks 'Gouda2027h1'",
    ),
    ("1ab9e9a45fc2b7840b1fe7dc8afee54695dabb9a7c23d35fa53725bb893a99dd", "Microsec Eszigno2027h2"),
    (
        "1c897407e6010a01293bb678dfd7a368ceb18cca521dcca4d386e4a32e5b5d04",
        "Google 'ParcelYard2027h1' log",
    ),
    ("1c9f682ce9faf0456950f81b968a87dddb3210d84ce6c8b2e382524ac4cf599f", "Sectigo 'Tiger2027h1'"),
    ("1f56d1ab94704a41dd3feafdf4699355302c1431bfe61346089fffae795dcc2f", "Sectigo 'Sabre2026h2'"),
    ("1fb0f8a92d8adda121776c05e2aa2e15bacbc62b65393695576aaab52e11d11d", "DigiCert 'sphinx2027h2'"),
    (
        "20f05faaa3a492fc6ac148cc33a20236186b49faa97e6bb3924fb25ec36b1c35",
        "Google 'PlumbersArms2026h2' log",
    ),
    ("25b7efdea1130193ed93079770aa322a26620de35ac8aa7c75197de0b1a9e065", "TrustAsia 'log2026b'"),
    (
        "26e3646e58692123bc343f4724359b3792cd245a88d815d39333fd9918ab4723",
        "IPng Networks 'Halloumi2026h2a'",
    ),
    ("28d3c68ea183636f778390cb1e388ace93a04e91699d075736e9c616d11fe067", "Microsec Eszigno2026h2"),
    (
        "337a9ec7cae6a9048b752f2d93ae7e4b2a902d21b497129d83e279c753c92f8c",
        "Google 'PlumbersArms2027h2' log",
    ),
    (
        "361d8f346f7eda0623e2195f36aa9518a887282133be9ce9a6bb942463eb4da6",
        "GoDaddy Aquamarine2028h1",
    ),
    ("37aa07cc216f2e6d919c709d24d8f731b00f2b147c621cc091a5fa1a84d816dd", "DigiCert 'Wyvern2027h2'"),
    ("44c2bd0ce9140e64a5c94a01930a5aa1bb35970e00ee111689682a1c44d7b566", "Google 'Xenon2027h1'"),
    (
        "44e822fc2bab0e92eed0e9fad69664602776d01760e0890509c923a1b03fc37f",
        "IPng Networks 'Halloumi2027h1'",
    ),
    ("46a23967c60db64687c66f3df999947693a6a611208457d555e7e3d0a1d9b646", "DigiCert 'sphinx2027h1'"),
    ("46af863d3b3ee59fa577dea8245d36b0d9ed22a223f4617741229452ee95505f", "Geomys 'Tuscolo2026h2'"),
    ("4c63dc98e59c1dab88f61e8a3ddeae8fab44a3377b5f9b94c3fba19cfcc1be26", "Cloudflare 'Nimbus2027'"),
    ("4de7c3efe537669a0cb01e3838faafdcf08c9a8056339e702b58959bd171892e", "Geomys Tuscolo2028h1"),
    ("573448cc6e1d2c0dc94b69f287d1efe483c7a25c50c5320bbb3adea76f6eb041", "TrustAsia Luoshu2027"),
    ("596e6c338694b25972a256c8a0e8dd904a76e8083dda873b01083828143cee59", "Geomys 'Tuscolo2027h1'"),
    (
        "5ff9c0fba42dac78ce6442eb19ace081a29bd4e2fb53af0c633079e5058204c9",
        "Google 'PlumbersArms2027h1' log",
    ),
    (
        "604c9aaf7a7f775f01d406fc920dc899eb0b1c7df8c9521bfafa17773b978bc9",
        "Sectigo 'Elephant2027h1'",
    ),
    (
        "6984b7233cb274b2d1467da5e040d71feba90a21e78865374ab9f9bcf8687237",
        "Google 'ParcelYard2027h2' log",
    ),
    (
        "6cfe501943a85ea916bc52d133e4dcc91ef1411c7d258420d173809e1818eb3a",
        "Let's Encrypt 'Sycamore2026h2'",
    ),
    ("6ddc9de98b19810a75a17711fad655a0e55b758ce92a45d9836eddf4fce72013", "Microsec Eszigno2028h1"),
    ("74db9d58f7d47e9dfd787a162a991c18cf698da7c729918c9a18b0450dba44bc", "TrustAsia 'log2026a'"),
    ("75920828af3a6355f298ed097e347575f9b9843c11e1391f5744299f1cae8cee", "Geomys Trastevere2027h2"),
    ("781026620c57ae709e060b3f8b049faab87a6978610cff98a435aa0203707bd9", "Microsec Eszigno2027h1"),
    (
        "8eca470bacde6af3a206b0a47a84b746fe1fc6bf953e25e69b4ee40248f3c6e8",
        "Let's Encrypt 'Sycamore2027h1'",
    ),
    ("8f972de9cf53d9eaa16431d8eaf58b58667cfd0cac4f973454b1996951ef9587", "Geomys Trastevere2028h1"),
    ("944e4387faecc1ef81f3192426a8186501c7d35f3802013f72677d55372e19d8", "DigiCert 'Sphinx2026h2'"),
    ("94b1c18ab0d057c47be0ac040e1f2cbc8dc375727bc951f20a526126863ba73c", "Sectigo 'Mammoth2026h2'"),
    (
        "a2490cdcdb8e33a400321760d6d4d51a2036191ea77d968be26a8a00f6fffff7",
        "Sectigo 'Elephant2027h2'",
    ),
    (
        "a2810018734e176e1d47e09540f381ba546697cd63a84350716eb8094edaf10d",
        "Let's Encrypt 'Willow2027h1'",
    ),
    (
        "a695a2ad926d6f996e8efc49014257d8bbf046a7d62589b88dc2d7876c78e52f",
        "Let's Encrypt 'Willow2027h2'",
    ),
    (
        "a826cbe30ac6351246533fe065f14f19d96e190813c41dd96d7900b3123c5527",
        "Let's Encrypt 'Willow2026h2'",
    ),
    (
        "acab30706cebec8431f413d2f4915f111e422443b1f2a68c4f3c2b3ba71e02c3",
        "Let's Encrypt 'Oak2026h2'",
    ),
    (
        "af67883b57b04edd8fa6d97ef62ea8eb810ac77160f0245e55d60c2fe785873a",
        "Sectigo 'Elephant2026h2'",
    ),
    (
        "badb88a46f9cafa4090e82e59356db6e78b4a53f582db0819795242f29b68c98",
        "Google 'ParcelYard2026h2' log",
    ),
    ("c2317e574519a345ee7f38deb29041ebc7c2215a22bf7fd5b5ad769ad90e52cd", "DigiCert 'Wyvern2026h2'"),
    ("c8a3c47fc7b3adb9356b013f6a7a126de33a4e43a5c646f997ad3975991dcf9a", "Sectigo 'Tiger2026h2'"),
    ("c8c683ba1a79bca3cd1b266c6d9e8ccd27f484510c7ab1f2579f675210583a03", "Geomys Trastevere2026h2"),
    ("cb38f715897c84a1445f5bc1ddfbc96ef29a59cd470a690585b0cb14c31458e7", "Cloudflare 'Nimbus2026'"),
    ("cba559e01483c99f94ecdd9eaf47b39963356d9ff5c1285eeae9f9d12aa04cc7", "Geomys Trastevere2028h2"),
    ("d5de55eeba08b60c9ffc18c513be6a60ba004606bc595b96bb44f62cc57d39fa", "Geomys 'Tuscolo2027h2'"),
    ("d6d58da9d01753f36a4aa0c7574902afebc7dc2cd38cd9f764c80c89191e9f02", "Google 'Argon2027h1'"),
    (
        "d76d7d10d1a7f577c2c7e95fd700bff982c9335a65e1d0b3017317c0c8c56977",
        "Google 'Argon2026h2' log",
    ),
    (
        "d809553b944f7affc816196f944f85abb0f8fc5e8755260f15d12e72bb454b14",
        "Google 'Xenon2026h2' log",
    ),
    ("da22a348ef1bbb316e57e0114a4a9c7407b50f13a625393d26d2dee23a23e216", "Microsec Eszigno2028h2"),
    (
        "e5e36247d92ef4ada38583b53591db729fc2f00ae4b6745174d3ddfc6aa25388",
        "Let's Encrypt 'Sycamore2027h2'",
    ),
    (
        "ea3006949d42ba7b03d85081e3262cb9ae718a5e6f5034f778f138054e82745c",
        "GoDaddy Aquamarine2026h2",
    ),
    (
        "ebe6bd0bea893a44ed3f383edbfe10cd99f186986e7d7b26b01a84324e7bf77e",
        "IPng Networks Halloumi2028h1",
    ),
    ("eddaeb815c63213449b47be5077905abd0d93147c27ac5146b3bc58e43e9b6c7", "TrustAsia 'HETU2027'"),
    (
        "f0b0c1868d4a26a22a8ffee08543a9942bef8bbbbaf6d601ab21ddbe7149ffaf",
        "GoDaddy Aquamarine2027h2",
    ),
    (
        "fdc2e805b884f3f0b37306c496227393d384c5422207fd408fee0205cea35616",
        "GoDaddy Aquamarine2027h1",
    ),
    (
        "fe3c32c52dd1d6d5dbb1151d61eea21f912105f2196b550d87f6acf3d68f9c53",
        "GoDaddy Aquamarine2028h2",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_identifier_is_a_digest() {
        assert!(LOGS.is_sorted_by(|a, b| a.0 < b.0));
        for (id, log) in LOGS {
            assert!(id.len() == 64 && id.chars().all(|c| c.is_ascii_hexdigit()), "{log}");
        }
        assert_eq!(name(&[0; 32]), None);
    }
}
