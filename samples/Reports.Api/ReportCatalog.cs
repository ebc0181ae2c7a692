namespace Reports.Api;

/// <summary>The reports this API offers.</summary>
internal sealed class ReportCatalog
{
    public IReadOnlyList<Report> Reports { get; } =
    [
        new("sales-by-day", "/reports/sales/{year:int}", "/reports/sales/2026", 34, 60, 0.5, 0.7, 2, 0.002),
        new("open-invoices", "/reports/invoices/open", "/reports/invoices/open", 26, 35, 0.4, 0.6, 1, 0.001),
        new("stock", "/reports/stock/{warehouse}", "/reports/stock/north", 18, 45, 0.6, 0.8, 3, 0.004),
        new("customer-turnover", "/reports/customers/{id}/turnover", "/reports/customers/17/turnover", 12, 140, 0.8, 0.85, 6, 0.01),
        new("margin-by-product", "/reports/products/margin", "/reports/products/margin", 7, 320, 0.9, 0.9, 9, 0.02),
        new("year-end-export", "/exports/{format}", "/exports/xlsx", 3, 700, 0.7, 0.5, 14, 0.05),
    ];
}
