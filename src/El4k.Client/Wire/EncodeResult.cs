namespace El4k.Client.Wire;

/// <summary>What became of a record on its way into a buffer of limited size.</summary>
internal enum EncodeResult
{
    /// <summary>Written as given.</summary>
    Whole,

    /// <summary>Written with something cut or left out, and marked <c>truncated</c>.</summary>
    Truncated,

    /// <summary>Not written: even cut it does not fit.</summary>
    TooLarge,
}
