namespace El4k.Client;

/// <summary>The severity of a log record, with the numbers Monolog and the syslog RFC 5424 names use.</summary>
public enum MonologLevel
{
    /// <summary>Detail for whoever debugs (100).</summary>
    Debug = 100,

    /// <summary>An event worth keeping (200).</summary>
    Info = 200,

    /// <summary>Normal, but significant (250).</summary>
    Notice = 250,

    /// <summary>Exceptional, but not an error (300).</summary>
    Warning = 300,

    /// <summary>An error that needs no immediate action (400).</summary>
    Error = 400,

    /// <summary>A component is unavailable (500).</summary>
    Critical = 500,

    /// <summary>Somebody has to act at once (550).</summary>
    Alert = 550,

    /// <summary>The system is unusable (600).</summary>
    Emergency = 600,
}
