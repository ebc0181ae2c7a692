namespace Reports.Api;

/// <summary>One report and how it behaves.</summary>
/// <param name="Name">Its name, as it stands in the metric.</param>
/// <param name="Route">The template under which it is called.</param>
/// <param name="Example">A path that fits the template.</param>
/// <param name="Popularity">How often it is asked for, in relation to the others.</param>
/// <param name="MedianMs">Half of its runs take less.</param>
/// <param name="Spread">How far its runs lie apart: 0.3 is steady, 1 has a long tail.</param>
/// <param name="DatabaseShare">The part of the time the database takes.</param>
/// <param name="Queries">How often it asks the database.</param>
/// <param name="FailureRate">The part of its runs that fail.</param>
internal sealed record Report(
    string Name, string Route, string Example, double Popularity, double MedianMs, double Spread, double DatabaseShare, int Queries, double FailureRate);
