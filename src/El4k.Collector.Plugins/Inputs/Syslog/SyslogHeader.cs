namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Where the parts of a message lie in its bytes; a part that is not there is empty.</summary>
internal struct SyslogHeader
{
    /// <summary>Facility × 8 + severity.</summary>
    public int Priority;

    /// <summary>The time as it was written.</summary>
    public Range Time;

    /// <summary>The machine that the message comes from.</summary>
    public Range Host;

    /// <summary>The program that wrote it.</summary>
    public Range Program;

    /// <summary>The program's process.</summary>
    public Range Process;

    /// <summary>The kind of the message (RFC 5424).</summary>
    public Range MessageId;

    /// <summary>The structured data, with its brackets (RFC 5424).</summary>
    public Range Data;

    /// <summary>The rest.</summary>
    public Range Text;

    /// <summary>Whether the message is one of RFC 5424.</summary>
    public bool IsRfc5424;
}
