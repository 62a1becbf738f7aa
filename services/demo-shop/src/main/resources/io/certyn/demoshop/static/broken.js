// The planted defect script-error.
window.shopTracker.productSeen();
