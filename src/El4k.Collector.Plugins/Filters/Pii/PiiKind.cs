namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>The kinds of personal data.</summary>
internal enum PiiKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>The number of a payment card.</summary>
    Card,

    /// <summary>The number of a bank account, as an IBAN.</summary>
    Iban,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An IP address.</summary>
    Ip,

    /// <summary>A field that the configuration names.</summary>
    Field,
}
