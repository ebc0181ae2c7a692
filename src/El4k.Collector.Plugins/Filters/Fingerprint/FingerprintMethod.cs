namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>How a fingerprint is made.</summary>
internal enum FingerprintMethod
{
    /// <summary>SHA-1, or HMAC-SHA-1 with a key.</summary>
    [OptionValue("SHA1")]
    Sha1,

    /// <summary>SHA-256, or HMAC-SHA-256 with a key.</summary>
    [OptionValue("SHA256")]
    Sha256,

    /// <summary>SHA-384, or HMAC-SHA-384 with a key.</summary>
    [OptionValue("SHA384")]
    Sha384,

    /// <summary>SHA-512, or HMAC-SHA-512 with a key.</summary>
    [OptionValue("SHA512")]
    Sha512,

    /// <summary>MD5, or HMAC-MD5 with a key.</summary>
    [OptionValue("MD5")]
    Md5,

    /// <summary>MurmurHash3 of 32 bits: a number.</summary>
    [OptionValue("MURMUR3")]
    Murmur3,

    /// <summary>MurmurHash3 of 128 bits.</summary>
    [OptionValue("MURMUR3_128")]
    Murmur3128,

    /// <summary>The network of an address; the key is the length of its prefix.</summary>
    [OptionValue("IPV4_NETWORK")]
    Ipv4Network,

    /// <summary>A random identifier.</summary>
    [OptionValue("UUID")]
    Uuid,

    /// <summary>The punctuation and symbols of a text.</summary>
    [OptionValue("PUNCTUATION")]
    Punctuation,
}
