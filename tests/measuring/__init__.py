"""What measuring is made of: the corpora, the two scorers, the targets, the page, the floors."""
