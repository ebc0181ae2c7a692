namespace El4k.Client.Transport;

/// <summary>How a write to a connection ended.</summary>
internal enum SendOutcome
{
    /// <summary>Everything was handed to the system.</summary>
    Sent,

    /// <summary>The other side takes nothing more, or the write was given up.</summary>
    Stalled,

    /// <summary>The connection is gone.</summary>
    Reset,
}
