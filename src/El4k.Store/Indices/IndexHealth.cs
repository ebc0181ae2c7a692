namespace El4k.Store.Indices;

/// <summary>The state of an index in Elasticsearch's colours.</summary>
public enum IndexHealth
{
    /// <summary>Everything is served.</summary>
    Green,

    /// <summary>A part is damaged; the rest is served.</summary>
    Yellow,

    /// <summary>Nothing can be served.</summary>
    Red,
}
