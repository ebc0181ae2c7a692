namespace El4k.Collector.Plugins.Outputs.Http;

/// <summary>The method of a request.</summary>
internal enum HttpVerb
{
    /// <summary>PUT.</summary>
    Put,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PATCH.</summary>
    Patch,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD.</summary>
    Head,
}
